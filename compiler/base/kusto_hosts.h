// The hosts where Kusto is at home, by cloud. Lint holds endpoints against them; the runtime sends
// a token to no other. Source: wellKnownKustoEndpoints.json of the official clients.
#pragma once

#include <span>
#include <string_view>

namespace adxc {

struct KustoHost {
  std::string_view login;   // host of the cloud's authority, "login.microsoftonline.com"
  std::string_view suffix;  // ".x" means every host below x, "x" only the host itself
};

std::span<const KustoHost> kusto_hosts();

/// True if `host` (lower case, no port) is what `suffix` means.
bool is_below(std::string_view host, std::string_view suffix);

/// True if `host`, in any case, is a known Kusto host of any cloud.
bool is_kusto_host(std::string_view host);

}  // namespace adxc

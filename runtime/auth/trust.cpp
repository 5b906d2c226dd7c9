#include "runtime/auth/trust.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/kusto_hosts.h"
#include "compiler/base/names.h"
#include "runtime/sys/url.h"
#include "runtime/sys/world.h"

namespace adxc::auth {
namespace {

struct Vaults {
  std::string_view suffix;
  VaultCloud cloud;
};

constexpr std::array kVaults = {
    Vaults{".vault.azure.net", {kPublicLogin, "https://vault.azure.net"}},
    Vaults{".vault.usgovcloudapi.net",
           {"https://login.microsoftonline.us", "https://vault.usgovcloudapi.net"}},
    Vaults{".vault.azure.cn",
           {"https://login.partner.microsoftonline.cn", "https://vault.azure.cn"}}};

bool is_https(std::string_view url) {
  return equal_fold(url.substr(0, 8), "https://");
}

std::string host_of(std::string_view url) {
  return fold_case(sys::plain_host(url));
}

}  // namespace

Result<void> trusted_login(std::string_view login_endpoint) {
  if (sys::is_loopback(login_endpoint)) return {};
  const std::string host = host_of(login_endpoint);
  const auto known = [&](const KustoHost& kusto) {
    return kusto.login == host;
  };
  if (is_https(login_endpoint) && std::ranges::any_of(kusto_hosts(), known)) return {};
  return fail(
      ErrorKind::Denied,
      fmt::format("login endpoint `{}` is not one of Microsoft's, so no secret is sent there",
                  shortened(login_endpoint)));
}

Result<void> trusted_cluster(std::string_view cluster, std::string_view login_endpoint) {
  if (sys::is_loopback(cluster)) return {};
  const std::string host = host_of(cluster);
  const std::string login = host_of(login_endpoint);
  const auto known = [&](const KustoHost& kusto) {
    return kusto.login == login && is_below(host, kusto.suffix);
  };
  if (is_https(cluster) && std::ranges::any_of(kusto_hosts(), known)) return {};
  return fail(
      ErrorKind::Denied,
      fmt::format("`{}` is not a known Azure Data Explorer host of the cloud of `{}`, so no "
                  "token is sent there",
                  shortened(cluster), shortened(login_endpoint)));
}

Result<VaultCloud> trusted_vault(std::string_view vault) {
  if (sys::is_loopback(vault)) return kVaults.front().cloud;
  const std::string host = host_of(vault);
  for (const Vaults& vaults : kVaults) {
    if (is_https(vault) && is_below(host, vaults.suffix)) return vaults.cloud;
  }
  return fail(
      ErrorKind::Denied,
      fmt::format("`{}` is not a known Key Vault host, expected https://<name>.vault.azure.net",
                  shortened(vault)));
}

}  // namespace adxc::auth

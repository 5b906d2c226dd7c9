// Which hosts may see a token or a secret. A plan is text from a repository: an endpoint in it must
// not be able to collect credentials. Source: the official clients' list of well-known endpoints.
#pragma once

#include <string_view>

#include "compiler/base/error.h"

namespace adxc::auth {

inline constexpr std::string_view kPublicLogin = "https://login.microsoftonline.com";

/// Denied unless the login endpoint is a known authority over https, or on this machine.
Result<void> trusted_login(std::string_view login_endpoint);

/// Denied unless the cluster belongs to the cloud of the login endpoint, or is on this machine.
Result<void> trusted_cluster(std::string_view cluster, std::string_view login_endpoint);

/// What a Key Vault's cloud calls itself.
struct VaultCloud {
  std::string_view login;     // its authority
  std::string_view resource;  // what a token for its vaults is asked for
};

/// Denied unless the vault belongs to a known cloud, or is on this machine.
Result<VaultCloud> trusted_vault(std::string_view vault);

}  // namespace adxc::auth

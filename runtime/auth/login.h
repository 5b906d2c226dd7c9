// The requests that fetch tokens and Key Vault secrets. Only runtime/auth includes this.
#pragma once

#include <string>

#include "runtime/auth/tokens.h"

namespace adxc::auth {

struct Token {
  std::string value;
  std::int64_t lifetime_ticks = 0;
};

/// OAuth 2 client credentials at `{login}/{tenant}/oauth2/v2.0/token`.
Result<Token> login_with_secret(sys::World& world, const Identity& identity,
                                const std::string& secret, const std::string& login_endpoint,
                                const std::string& resource);

/// The managed identity of this machine: IDENTITY_ENDPOINT and IDENTITY_HEADER when they are set
/// (App Service, Functions, Container Apps), the instance metadata service otherwise.
Result<Token> login_as_machine(sys::World& world, const Identity& identity,
                               const std::string& resource);

/// GET {vault}/secrets/{name}[/{version}]; `token` may be "".
Result<std::string> read_vault_secret(sys::World& world, const plan::SecretRef& reference,
                                      const std::string& token);

}  // namespace adxc::auth

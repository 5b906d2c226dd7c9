// Tokens and secrets: fetched when a step needs them, kept in memory for the run, never printed.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "compiler/base/error.h"
#include "compiler/plan/plan.h"
#include "runtime/sys/world.h"

namespace adxc::auth {

/// Who we are to Azure.
struct Identity {
  enum class Kind { ClientSecret, ManagedIdentity };
  Kind kind = Kind::ManagedIdentity;
  std::string tenant;      // ClientSecret: tenant id or domain
  std::string client_id;   // ClientSecret: application id; ManagedIdentity: user-assigned id or ""
  plan::SecretRef secret;  // ClientSecret: where the key is
};

/// Safe to use from many threads.
class Tokens {
 public:
  explicit Tokens(sys::World& world) : world_(world) {}

  /// A bearer token for `resource` (an AAD resource id) from `login_endpoint`
  /// ("https://login.microsoftonline.com"), which must be a known authority or this machine.
  /// Cached until five minutes before it expires. Errors: Denied when login is refused or its
  /// endpoint is not known, Unavailable when it cannot be reached.
  Result<std::string> token(const Identity& identity, const std::string& login_endpoint,
                            const std::string& resource);

  /// Forgets a token that the service answered with 401.
  void drop(const Identity& identity, const std::string& resource);

  /// The value a reference stands for. A Key Vault secret `loader-key` is taken from the
  /// environment variable ADXC_SECRET_LOADER_KEY when that is set, so that a run needs no Azure.
  /// Errors: NotFound names the variable or the vault and secret.
  Result<std::string> secret(const plan::SecretRef& reference);

 private:
  struct Cached {
    std::string value;
    std::int64_t expires = 0;  // steady ticks
  };
  std::optional<std::string> cached(const std::string& key);
  void keep(const std::string& key, const std::string& value, std::int64_t lifetime_ticks);
  Result<std::string> vault_secret(const plan::SecretRef& reference);
  Result<std::string> vault_token(const std::string& vault);

  sys::World& world_;
  std::mutex mutex_;
  std::map<std::string, Cached> cache_;
};

}  // namespace adxc::auth

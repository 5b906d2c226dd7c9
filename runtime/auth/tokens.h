// Tokens and secrets: fetched when a step needs them, kept in memory for the run, never printed.
#pragma once

#include <map>
#include <mutex>
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
  /// ("https://login.microsoftonline.com"). Cached until five minutes before it expires.
  /// Errors: Denied when login is refused, Unavailable when it cannot be reached.
  Result<std::string> token(const Identity& identity, const std::string& login_endpoint,
                            const std::string& resource);

  /// Forgets a token that the service answered with 401.
  void drop(const Identity& identity, const std::string& resource);

  /// The value a reference stands for. Errors: NotFound names the variable or the vault and secret.
  Result<std::string> secret(const plan::SecretRef& reference);

 private:
  struct Cached {
    std::string value;
    std::int64_t expires = 0;  // steady ticks
  };
  sys::World& world_;
  std::mutex mutex_;
  std::map<std::string, Cached> cache_;
};

}  // namespace adxc::auth

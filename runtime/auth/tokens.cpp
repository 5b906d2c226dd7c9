#include "runtime/auth/tokens.h"

#include <fmt/format.h>

#include "compiler/base/ticks.h"
#include "runtime/auth/login.h"
#include "runtime/auth/trust.h"

namespace adxc::auth {
namespace {

/// A token is not used in the last five minutes of its life.
constexpr std::int64_t kMargin = 5 * kTicksPerMinute;
/// A secret that was changed in the vault is seen by a long run after an hour.
constexpr std::int64_t kSecretLifetime = kTicksPerHour;

std::string key_of(const Identity& identity, const std::string& resource) {
  return fmt::format("token\n{}\n{}\n{}\n{}", static_cast<int>(identity.kind), identity.tenant,
                     identity.client_id, resource);
}

/// ADXC_SECRET_ and the name in upper case; what no variable name can hold becomes `_`.
std::string override_variable(std::string_view secret) {
  std::string name = "ADXC_SECRET_";
  for (const char c : secret) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool small = c >= 'a' && c <= 'z';
    name += letter ? c : small ? static_cast<char>(c - 'a' + 'A') : '_';
  }
  return name;
}

/// Whom the environment says we are, under the names that Azure's own libraries use: an application
/// when its secret is there too, otherwise the managed identity of that id.
std::optional<Identity> environment_identity(sys::Environment& environment) {
  const auto tenant = environment.variable("AZURE_TENANT_ID");
  const auto client = environment.variable("AZURE_CLIENT_ID");
  if (!client) return std::nullopt;
  if (!tenant || !environment.variable("AZURE_CLIENT_SECRET"))
    return Identity{Identity::Kind::ManagedIdentity, "", *client, {}};
  return Identity{Identity::Kind::ClientSecret,
                  *tenant,
                  *client,
                  {plan::SecretRef::Kind::Environment, "", "AZURE_CLIENT_SECRET", ""}};
}

}  // namespace

std::optional<std::string> Tokens::cached(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = cache_.find(key);
  if (found == cache_.end() || found->second.expires <= world_.clock->steady()) return std::nullopt;
  return found->second.value;
}

void Tokens::keep(const std::string& key, const std::string& value, std::int64_t lifetime_ticks) {
  const std::lock_guard lock(mutex_);
  cache_[key] = {value, world_.clock->steady() + lifetime_ticks};
}

Result<std::string> Tokens::token(const Identity& identity, const std::string& login_endpoint,
                                  const std::string& resource) {
  const std::string key = key_of(identity, resource);
  if (auto known = cached(key)) return *known;
  Result<Token> token;
  if (identity.kind == Identity::Kind::ManagedIdentity) {
    token = login_as_machine(world_, identity, resource);
  } else {
    ADXC_TRY(trusted_login(login_endpoint));
    ADXC_LET(key_text, secret(identity.secret));
    token = login_with_secret(world_, identity, key_text, login_endpoint, resource);
  }
  if (!token) return tl::make_unexpected(std::move(token).error());
  keep(key, token->value, token->lifetime_ticks - kMargin);
  return token->value;
}

void Tokens::drop(const Identity& identity, const std::string& resource) {
  const std::lock_guard lock(mutex_);
  cache_.erase(key_of(identity, resource));
}

Result<std::string> Tokens::secret(const plan::SecretRef& reference) {
  const bool vault = reference.kind == plan::SecretRef::Kind::KeyVault;
  const std::string name = vault ? override_variable(reference.name) : reference.name;
  if (auto value = world_.environment->variable(name)) return *value;
  if (vault) return vault_secret(reference);
  return fail(
      ErrorKind::NotFound,
      fmt::format("environment variable `{}` is not set; a secret is wanted from it", name));
}

Result<std::string> Tokens::vault_secret(const plan::SecretRef& reference) {
  const std::string key =
      fmt::format("secret\n{}\n{}\n{}", reference.vault, reference.name, reference.version);
  if (auto known = cached(key)) return *known;
  const std::string hint = fmt::format("while reading a secret that could also be given as {}",
                                       override_variable(reference.name));
  auto token = vault_token(reference.vault);
  if (!token) return within(std::move(token).error(), hint);
  auto value = read_vault_secret(world_, reference, *token);
  if (!value) return within(std::move(value).error(), hint);
  keep(key, *value, kSecretLifetime);
  return *value;
}

/// A vault on this machine is an emulator: it gets a token only when the environment names an
/// identity.
Result<std::string> Tokens::vault_token(const std::string& vault) {
  ADXC_LET(cloud, trusted_vault(vault));
  const auto identity = environment_identity(*world_.environment);
  if (!identity && sys::is_loopback(vault)) return std::string();
  const auto authority = world_.environment->variable("AZURE_AUTHORITY_HOST");
  const std::string login = authority ? *authority : std::string(cloud.login);
  return token(identity.value_or(Identity{}), login, std::string(cloud.resource));
}

}  // namespace adxc::auth

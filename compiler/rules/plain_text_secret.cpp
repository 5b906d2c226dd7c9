#include <algorithm>
#include <array>
#include <optional>

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule plain_text_secret;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kPlainTextSecret{
    {"plain-text-secret", diag::Severity::Error},
    "{} stands here for everybody to read, wanted a reference to Azure Key Vault"};

/// Properties of linked services that hold a secret and nothing else, in every connector that has
/// them. Source: properties of type SecretBase in the service's schema.
constexpr std::array<std::string_view, 22> kSecretKeys = {
    "servicePrincipalKey", "password",       "accountKey",        "sasToken",
    "secretAccessKey",     "clientSecret",   "accessToken",       "apiToken",
    "securityToken",       "functionKey",    "privateKeyContent", "passPhrase",
    "clientKey",           "apiKey",         "clusterPassword",   "consumerSecret",
    "refreshToken",        "developerToken", "privateKey",        "servicePrincipalCredential",
    "adminPassword",       "sasKey"};

/// Names of connection string parts that hold a secret.
constexpr std::array<std::string_view, 6> kSecretParts = {
    "accountkey", "sharedaccesskey", "sharedaccesssignature", "password", "pwd", "application key"};

/// The least length of what is taken for a signature or a token: shorter text is an example.
constexpr std::size_t kShortestSignature = 16;

struct Secret {
  Stretch where;
  std::string_view what;
};

/// Nothing that stands for a value given elsewhere.
bool is_real(std::string_view value) {
  return !value.empty() && !is_masked(value) && value.front() != '@' && !find_placeholder(value) &&
         value.find("@{") == std::string_view::npos &&
         value.find("***") == std::string_view::npos && !has_token(value);
}

bool is_signature_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("%+/=_-.~").find(c) != std::string_view::npos;
}

/// Text from `begin` on as far as it may belong to a token.
Stretch token_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_signature_character(text[end])) ++end;
  return {begin, end};
}

/// `?sig=…` or `&sig=…` of a shared access signature, `code=…` of a function's address.
std::optional<Secret> in_address(std::string_view text) {
  const std::string folded = fold_case(text);
  for (const std::string_view name : {std::string_view("sig="), std::string_view("code=")}) {
    for (std::size_t at = folded.find(name); at != std::string::npos;
         at = folded.find(name, at + 1)) {
      if (at == 0 || (text[at - 1] != '?' && text[at - 1] != '&')) continue;
      const Stretch token = token_at(text, at + name.size());
      if (token.end - token.begin < kShortestSignature) continue;
      if (is_masked(text.substr(token.begin, token.end - token.begin))) continue;
      return Secret{token,
                    name == "sig=" ? "the signature of an address" : "the key of a function"};
    }
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// `AccountKey=…;` of a connection string.
std::optional<Secret> in_connection_string(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos) {
      const std::string name = fold_case(trimmed(part.substr(0, equals)));
      const bool secret =
          std::find(kSecretParts.begin(), kSecretParts.end(), name) != kSecretParts.end();
      if (secret && is_real(trimmed(part.substr(equals + 1)))) {
        return Secret{{begin + equals + 1, end}, "a secret of a connection string"};
      }
    }
    begin = end + 1;
  }
  return std::nullopt;
}

/// `Bearer …` or `Basic …` under the key Authorization.
std::optional<Secret> in_header(std::string_view text) {
  for (const std::string_view scheme : {std::string_view("Bearer "), std::string_view("Basic ")}) {
    if (!equal_fold(text.substr(0, scheme.size()), scheme)) continue;
    const Stretch token = token_at(text, scheme.size());
    const bool real = token.end - token.begin >= kShortestSignature && token.end == text.size();
    if (real) return Secret{token, "the token of a header"};
  }
  return std::nullopt;
}

bool is_secret_key(std::string_view key) {
  return std::any_of(kSecretKeys.begin(), kSecretKeys.end(),
                     [&](std::string_view known) { return equal_fold(known, key); });
}

std::optional<Secret> secret_in(const Program& program, const Text& place) {
  const document::Document& document = program.document_of(place.object);
  const document::Node& node = document[place.node];
  const std::string_view text = node.text;
  const bool connects = program.object(place.object).kind == ObjectKind::LinkedService;
  const bool secure = node.parent.valid() && equal_fold(node.key, "value") &&
                      equal_fold(text_at(document, node.parent, "type"), "SecureString");
  const Stretch whole{0, text.size()};
  if (secure) return is_real(text) ? std::optional(Secret{whole, "a secret"}) : std::nullopt;
  if (connects && is_secret_key(node.key) && is_real(text)) return Secret{whole, "a secret"};
  if (const auto found = in_address(text)) return found;
  if (equal_fold(node.key, "Authorization")) return in_header(text);
  if (connects) return in_connection_string(text);
  return std::nullopt;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const std::optional<Secret> secret = secret_in(program, text);
    if (!secret) continue;
    const document::Document& document = program.document_of(text.object);
    diag::Place place = document.place(text.node);
    place.span = document.fragment(text.node).span(secret->where.begin, secret->where.end);
    sink.report(kPlainTextSecret, place, secret->what).secret = true;
  }
}

}  // namespace

const Rule plain_text_secret = {check_program};

}  // namespace adxc::rules

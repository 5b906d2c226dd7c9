#include <algorithm>
#include <array>
#include <optional>

#include "compiler/base/names.h"
#include "compiler/program/pairs.h"
#include "compiler/program/secret_forms.h"
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

/// Keys of headers that hold a token and nothing else.
constexpr std::array<std::string_view, 9> kTokenHeaders = {
    "x-functions-key", "Ocp-Apim-Subscription-Key",
    "api-key",         "x-api-key",
    "apikey",          "X-Auth-Token",
    "Private-Token",   "X-Access-Token",
    "X-AUTH-KEY"};

/// `Bearer …` or `Basic …` under the key Authorization, a token under a key that holds tokens.
std::optional<SecretForm> in_header(std::string_view key, std::string_view text) {
  if (lists(kTokenHeaders, key)) {
    return looks_random(text) ? std::optional(SecretForm{{0, text.size()}, "the key of a header"})
                              : std::nullopt;
  }
  if (!equal_fold(key, "Authorization")) return std::nullopt;
  for (const std::string_view scheme :
       {std::string_view("Bearer "), std::string_view("Basic "), std::string_view("Token ")}) {
    if (!equal_fold(text.substr(0, scheme.size()), scheme)) continue;
    const std::string_view token = trimmed(text.substr(scheme.size()));
    const bool one = token.find(' ') == std::string_view::npos;
    if (one && token.size() >= 8 && may_be_secret(token))
      return SecretForm{{scheme.size(), text.size()}, "the token of a header"};
  }
  return std::nullopt;
}

bool is_secret_key(std::string_view key) {
  return std::any_of(kSecretKeys.begin(), kSecretKeys.end(),
                     [&](std::string_view known) { return equal_fold(known, key); });
}

/// A value that is a secret because of where it stands: a SecureString, the default of a secure
/// parameter, the password of an activity's sign-in.
bool is_secret_place(const document::Document& document, const document::Node& node) {
  if (!node.parent.valid()) return false;
  const document::Node& parent = document[node.parent];
  const std::string_view type = text_at(document, node.parent, "type");
  const bool secure = equal_fold(type, "SecureString") || equal_fold(type, "SecureObject");
  if (equal_fold(node.key, "value") || equal_fold(node.key, "defaultValue")) return secure;
  const bool signs_in = equal_fold(parent.key, "authentication");
  return signs_in && (equal_fold(node.key, "password") || equal_fold(node.key, "pfx"));
}

/// A linked service, in the first version of the language too.
bool may_connect(const Program& program, ObjectId id) {
  const Object& object = program.object(id);
  if (!object.version_one) return object.kind == ObjectKind::LinkedService;
  return program.document_of(id).find(object.properties, "typeProperties").valid();
}

std::optional<SecretForm> secret_in(const Program& program, const Text& place) {
  const document::Document& document = program.document_of(place.object);
  const document::Node& node = document[place.node];
  const std::string_view text = node.text;
  const bool connects = may_connect(program, place.object);
  if (is_secret_place(document, node) || (connects && is_secret_key(node.key))) {
    return may_be_secret(text) ? std::optional(SecretForm{{0, text.size()}, "a secret"})
                               : std::nullopt;
  }
  if (const auto found = find_secret(text)) return found;
  const bool object_form = equal_fold(node.key, "value") && node.parent.valid();
  const std::string_view key = object_form ? document.key(node.parent) : node.key;
  if (const auto found = in_header(key, text)) return found;
  return connects ? find_connection_secret(text) : std::nullopt;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const std::optional<SecretForm> secret = secret_in(program, text);
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

#include "compiler/program/secret_forms.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "compiler/base/names.h"

namespace adxc::program {
namespace {

/// The least length of what is taken for a signature or a token: shorter text is an example.
constexpr std::size_t kShortest = 16;

/// The least number of bits that a character of chance carries. Words of a language have about 3.5
/// in long texts, but repeat sooner in short ones; runs such as `xxxx` and `12341234` have less.
constexpr double kLeastEntropy = 2.8;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_base64(char c) {
  return is_letter(c) || is_digit(c) || c == '+' || c == '/';
}
bool is_token_character(char c) {
  return is_base64(c) || std::string_view("%=_-.~").find(c) != std::string_view::npos;
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

template <typename Predicate>
Stretch while_true(std::string_view text, std::size_t begin, Predicate holds) {
  std::size_t end = begin;
  while (end < text.size() && holds(text[end])) ++end;
  return {begin, end};
}

std::string_view cut(std::string_view text, Stretch where) {
  return text.substr(where.begin, where.end - where.begin);
}

/// Bits per character, by how often each occurs.
double entropy(std::string_view text) {
  std::array<std::size_t, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

bool is_guid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

/// Words by which people mark what they took out or will put in.
bool is_marked(std::string_view text) {
  const std::string folded = fold_case(text);
  for (const std::string_view word : {"redacted", "removed", "omitted", "placeholder", "xxxx",
                                      "your", "insert", "replace", "example", "secret-here"})
    if (folded.find(word) != std::string::npos) return true;
  return false;
}

/// Parameters of addresses that hold a secret.
struct AddressPart {
  std::string_view name;
  std::string_view what;
};
constexpr std::array<AddressPart, 9> kAddressParts = {{
    {"sig=", "the signature of an address"},
    {"code=", "the key of a function"},
    {"subscription-key=", "the key of an address"},
    {"api_key=", "the key of an address"},
    {"apikey=", "the key of an address"},
    {"api-key=", "the key of an address"},
    {"access_token=", "the token of an address"},
    {"client_secret=", "the secret of an application"},
    {"sharedkey=", "the key of a storage account"},
}};

std::optional<SecretForm> in_address(std::string_view text, std::string_view folded) {
  if (text.find('=') == std::string_view::npos) return std::nullopt;
  for (const AddressPart& part : kAddressParts) {
    for (std::size_t at = folded.find(part.name); at != std::string::npos;
         at = folded.find(part.name, at + 1)) {
      const bool begins =
          at == 0 || std::string_view("?&;").find(text[at - 1]) != std::string_view::npos;
      if (!begins) continue;
      const Stretch token = while_true(text, at + part.name.size(), is_token_character);
      if (token.end - token.begin < kShortest || !may_be_secret(cut(text, token))) continue;
      if (entropy(cut(text, token)) < kLeastEntropy) continue;
      return SecretForm{token, part.what};
    }
  }
  return std::nullopt;
}

/// `https://user:password@host`.
std::optional<SecretForm> in_authority(std::string_view text) {
  const std::size_t begin = text.find("://");
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(text.find_first_of("/?# '\"", begin + 3), text.size());
  const std::size_t at = text.find('@', begin + 3);
  const std::size_t colon = text.find(':', begin + 3);
  if (at >= end || colon >= at || text.substr(at).starts_with("@{")) return std::nullopt;
  if (!may_be_secret(text.substr(colon + 1, at - colon - 1))) return std::nullopt;
  return SecretForm{{colon + 1, at}, "the password of an address"};
}

/// Tokens that begin with a mark of their own, and how many characters follow it.
struct Marked {
  std::string_view mark;
  std::size_t least;
  std::string_view what;
};
constexpr std::array<Marked, 12> kMarked = {{
    {"AKIA", 16, "a key of Amazon Web Services"},
    {"ASIA", 16, "a key of Amazon Web Services"},
    {"ghp_", 36, "a token of GitHub"},
    {"gho_", 36, "a token of GitHub"},
    {"ghs_", 36, "a token of GitHub"},
    {"ghu_", 36, "a token of GitHub"},
    {"github_pat_", 40, "a token of GitHub"},
    {"glpat-", 20, "a token of GitLab"},
    {"xoxb-", 20, "a token of Slack"},
    {"xoxp-", 20, "a token of Slack"},
    {"dapi", 32, "a token of Databricks"},
    {"AIza", 35, "a key of Google"},
}};

bool continues(std::string_view text, std::size_t at) {
  return at < text.size() && (is_letter(text[at]) || is_digit(text[at]) || text[at] == '_');
}

std::optional<SecretForm> marked_token(std::string_view text) {
  for (const Marked& form : kMarked) {
    for (std::size_t at = text.find(form.mark); at != std::string_view::npos;
         at = text.find(form.mark, at + 1)) {
      const bool hex = form.mark == "dapi";
      const Stretch rest = while_true(text, at + form.mark.size(), [&](char c) {
        return hex ? is_hex(c) : is_letter(c) || is_digit(c) || c == '_' || c == '-';
      });
      const std::string_view token = cut(text, rest);
      const bool inside_word = at > 0 && continues(text, at - 1);
      if (inside_word || token.size() < form.least || entropy(token) < kLeastEntropy) continue;
      if (is_marked(token)) continue;
      const bool exact = form.mark == "AKIA" || form.mark == "ASIA";
      if (exact && token.size() != form.least) continue;
      return SecretForm{{at, rest.end}, form.what};
    }
  }
  return std::nullopt;
}

/// A JSON Web Token: two parts that begin with `{"` in base64, and a signature.
std::optional<SecretForm> web_token(std::string_view text) {
  for (std::size_t at = text.find("eyJ"); at != std::string_view::npos;
       at = text.find("eyJ", at + 1)) {
    const Stretch token = while_true(text, at, [](char c) {
      return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.';
    });
    const std::string_view whole = cut(text, token);
    const std::size_t first = whole.find('.');
    const std::size_t second = first == std::string_view::npos ? first : whole.find('.', first + 1);
    if (second == std::string_view::npos || !whole.substr(first + 1).starts_with("eyJ")) continue;
    if (whole.size() - second > kShortest) return SecretForm{token, "a token"};
  }
  return std::nullopt;
}

std::optional<SecretForm> private_key(std::string_view text) {
  const std::size_t at = text.find("-----BEGIN ");
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t end = text.find("PRIVATE KEY-----", at);
  if (end == std::string_view::npos || end - at > 40) return std::nullopt;
  const std::string_view body = trimmed(text.substr(end + 16));
  if (body.size() < kShortest || !may_be_secret(body.substr(0, 40))) return std::nullopt;
  return SecretForm{{at, text.size()}, "a private key"};
}

/// The key of a storage account, 64 bytes in base64, behind the address of a blob: `;<key>`.
std::optional<SecretForm> storage_key(std::string_view text) {
  constexpr std::size_t kLength = 86;  // and "=="
  for (std::size_t at = text.find("=="); at != std::string_view::npos;
       at = text.find("==", at + 1)) {
    if (at < kLength) continue;
    const std::string_view body = text.substr(at - kLength, kLength);
    if (!std::all_of(body.begin(), body.end(), is_base64)) continue;
    if (at > kLength && is_base64(text[at - kLength - 1])) continue;
    if (entropy(body) < kLeastEntropy) continue;
    return SecretForm{{at - kLength, at + 2}, "the key of a storage account"};
  }
  return std::nullopt;
}

/// The secret of an application of Microsoft Entra ID: three characters, a digit, `Q~`, 31 to 34
/// more.
std::optional<SecretForm> application_secret(std::string_view text) {
  const auto holds = [](char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view("_~.-").find(c) != std::string_view::npos;
  };
  for (std::size_t at = text.find("Q~"); at != std::string_view::npos;
       at = text.find("Q~", at + 1)) {
    if (at < 4 || !is_digit(text[at - 1])) continue;
    const Stretch rest = while_true(text, at + 2, holds);
    const std::size_t size = rest.end - rest.begin;
    const std::string_view front = text.substr(at - 4, 3);
    if (size < 31 || size > 34 || !std::all_of(front.begin(), front.end(), holds)) continue;
    return SecretForm{{at - 4, rest.end}, "the secret of an application"};
  }
  return std::nullopt;
}

/// `Authorization: Bearer …` in a text of header lines.
std::optional<SecretForm> in_header_line(std::string_view text, std::string_view folded) {
  const std::size_t line = folded.find("authorization:");
  if (line == std::string::npos) return std::nullopt;
  for (const std::string_view scheme : {"bearer ", "basic "}) {
    const std::size_t at = folded.find(scheme, line);
    if (at == std::string::npos || at - line > 20) continue;
    const Stretch token = while_true(text, at + scheme.size(), is_token_character);
    if (token.end - token.begin >= kShortest && may_be_secret(cut(text, token)))
      return SecretForm{token, "the token of a header"};
  }
  return std::nullopt;
}

/// Names of values in JSON text that hold a secret.
constexpr std::array<std::string_view, 6> kJsonNames = {"\"client_secret\"", "\"clientsecret\"",
                                                        "\"password\"",      "\"apikey\"",
                                                        "\"api_key\"",       "\"accountkey\""};

/// `"password": "…"` in JSON that is text, for instance the body of a request.
std::optional<SecretForm> in_json_text(std::string_view text, std::string_view folded) {
  for (const std::string_view name : kJsonNames) {
    const std::size_t at = folded.find(name);
    if (at == std::string::npos) continue;
    std::size_t value = folded.find_first_not_of(" \t\r\n", at + name.size());
    if (value == std::string::npos || folded[value] != ':') continue;
    value = folded.find_first_not_of(" \t\r\n", value + 1);
    if (value == std::string::npos || folded[value] != '"') continue;
    const std::size_t end = folded.find('"', value + 1);
    if (end == std::string::npos) continue;
    const Stretch where{value + 1, end};
    if (cut(text, where).find('\'') == std::string_view::npos && may_be_secret(cut(text, where)))
      return SecretForm{where, "a secret in a text of JSON"};
  }
  return std::nullopt;
}

/// Names of connection string parts that hold a secret.
constexpr std::array<std::string_view, 9> kSecretParts = {
    "accountkey", "sharedaccesskey", "sharedaccesssignature", "password",       "pwd",
    "appkey",     "clientsecret",    "application key",       "secretaccesskey"};

bool is_secret_part(std::string_view name) {
  const std::string folded = fold_case(trimmed(name));
  return std::find(kSecretParts.begin(), kSecretParts.end(), folded) != kSecretParts.end();
}

/// Parts that mark a text as a connection string, wherever it stands.
bool is_connection_string(std::string_view folded) {
  for (const std::string_view mark :
       {"accountname=", "defaultendpointsprotocol=", "data source=", "server=", "endpoint=sb://",
        "accountendpoint=", "initial catalog="})
    if (folded.find(mark) != std::string::npos) return true;
  return false;
}

}  // namespace

bool may_be_secret(std::string_view text) {
  if (text.empty() || is_masked(text) || text.front() == '@') return false;
  if (text.front() == '[' && text.back() == ']') return false;  // an expression of a template
  if (text.find("@{") != std::string_view::npos || text.find("***") != std::string_view::npos ||
      text.find("...") != std::string_view::npos)
    return false;
  if (text.find_first_not_of(text.front()) == std::string_view::npos) return false;
  return !find_placeholder(text) && !has_token(text) && !is_marked(text);
}

bool looks_random(std::string_view text) {
  if (text.size() < kShortest || is_guid(text) || !may_be_secret(text)) return false;
  if (!std::all_of(text.begin(), text.end(), is_token_character)) return false;
  const bool digits = std::any_of(text.begin(), text.end(), is_digit);
  const bool letters = std::any_of(text.begin(), text.end(), is_letter);
  return digits && letters && entropy(text) >= kLeastEntropy;
}

std::optional<SecretForm> find_connection_secret(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    const std::size_t equals = part.find('=');
    const bool named = equals != std::string_view::npos && is_secret_part(part.substr(0, equals));
    if (named && may_be_secret(trimmed(part.substr(equals + 1)))) {
      return SecretForm{{begin + equals + 1, end}, "a secret of a connection string"};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

std::optional<SecretForm> find_secret(std::string_view text) {
  if (text.size() < kShortest) return std::nullopt;
  const std::string folded = fold_case(text);
  if (const auto found = in_address(text, folded)) return found;
  if (const auto found = in_authority(text)) return found;
  if (const auto found = marked_token(text)) return found;
  if (const auto found = web_token(text)) return found;
  if (const auto found = in_header_line(text, folded)) return found;
  if (const auto found = in_json_text(text, folded)) return found;
  if (const auto found = private_key(text)) return found;
  if (const auto found = storage_key(text)) return found;
  if (const auto found = application_secret(text)) return found;
  return is_connection_string(folded) ? find_connection_secret(text) : std::nullopt;
}

}  // namespace adxc::program

#include "runtime/adx/error_body.h"

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/rows/json_text.h"

namespace adxc::adx {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestMessage = 1'000;

std::string member(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// The result was cut at a limit. The service calls that passing, but the same query is cut again.
bool is_limit(std::string_view text) {
  return contains(text, "LimitsExceeded") || contains(text, "E_QUERY_RESULT_SET_TOO_LARGE") ||
         contains(text, "E_RUNAWAY_QUERY");
}

bool is_missing(std::string_view code) {
  return contains(code, "NotExist") || contains(code, "EntityNotFound") ||
         contains(code, "WasNotFound");
}

ErrorKind kind_of(int status, std::string_view codes) {
  if (is_limit(codes) || status == 413) return ErrorKind::Limit;
  if (is_missing(codes) || status == 404) return ErrorKind::NotFound;
  if (status == 401 || status == 403) return ErrorKind::Denied;
  if (status == 408 || status == 504) return ErrorKind::Timeout;
  if (status == 429 || status >= 500) return ErrorKind::Unavailable;
  return ErrorKind::Refused;
}

/// 412 is a suspended cluster, which is of no use to ask again soon.
bool may_pass(int status, ErrorKind kind, const Json& error) {
  if (kind == ErrorKind::Limit || kind == ErrorKind::Denied) return false;
  const auto permanent = error.find("@permanent");
  if (permanent != error.end() && permanent->is_boolean()) return !permanent->get<bool>();
  return kind == ErrorKind::Unavailable || kind == ErrorKind::Timeout || status == 429;
}

Error plain(ErrorKind kind, std::string message, bool retryable) {
  return Error{kind, std::move(message), {}, retryable};
}

}  // namespace

std::optional<Json> parse_small(std::string_view text) {
  // The library's own writing recurses, so depth is checked before a tree is made.
  const auto compact = rows::compact_json(text);
  if (!compact) return std::nullopt;
  Json json = Json::parse(*compact, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  return json;
}

Error error_of(const Json& one_api_error, int status) {
  const Json* error = &one_api_error;
  if (error->is_object() && error->contains("error")) error = &(*error)["error"];
  if (error->is_string()) return error_of_text(error->get<std::string>());
  if (!error->is_object())
    return plain(ErrorKind::Unavailable, "the service gave an error without a text", true);
  const Json& outermost = *error;
  std::string codes = member(*error, "code");
  const std::string types = member(*error, "@type");
  while (error->contains("innererror") && (*error)["innererror"].is_object()) {
    error = &(*error)["innererror"];
    const std::string code = member(*error, "code");
    if (!code.empty()) codes += (codes.empty() ? "" : ", ") + code;
  }
  std::string message = member(*error, "@message");
  if (message.empty()) message = member(*error, "message");
  const ErrorKind kind = kind_of(status, codes + types + message);
  return plain(kind, fmt::format("{} ({})", shortened(message, kLongestMessage), codes),
               may_pass(status, kind, outermost));
}

Error error_of(int status, std::string_view body) {
  const auto json = parse_small(body);
  if (json && json->is_object() && json->contains("error")) {
    Error error = error_of(*json, status);
    error.message += fmt::format(", HTTP {}", status);
    return error;
  }
  const ErrorKind kind = kind_of(status, "");
  const std::string said = body.empty() ? "" : fmt::format(": {}", shortened(body, 200));
  return plain(kind, fmt::format("the service answered HTTP {}{}", status, said),
               may_pass(status, kind, Json::object()));
}

Error error_of_text(std::string_view text) {
  const bool limit = is_limit(text);
  return plain(limit ? ErrorKind::Limit : ErrorKind::Refused, shortened(text, kLongestMessage),
               false);
}

}  // namespace adxc::adx

#include "runtime/engine/refusal.h"

#include <algorithm>

#include <fmt/format.h>

namespace adxc::engine {

namespace {

constexpr std::string_view kTypes = "Kusto.Data.Exceptions.";

Refusal refusal(std::string code, std::string_view type, std::string message) {
  Refusal made;
  made.code = std::move(code);
  made.type = std::string(kTypes).append(type);
  made.message = std::move(message);
  return made;
}

/// "line:position" of a byte, both from 1, the position counted in characters.
std::string line_position(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line = before.rfind('\n');
  const std::string_view last = line == before.npos ? before : before.substr(line + 1);
  const auto characters = std::ranges::count_if(
      last, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return fmt::format("{}:{}", std::ranges::count(before, '\n') + 1, characters + 1);
}

}  // namespace

tl::unexpected<Refusal> syntax_error(std::string_view text, std::size_t offset,
                                     std::string_view message) {
  Refusal made = refusal(
      "BadRequest_SyntaxError", "SyntaxException",
      fmt::format("Syntax error: {} [line:position={}]", message, line_position(text, offset)));
  made.inner_code = "SYN0002";
  return tl::make_unexpected(std::move(made));
}

tl::unexpected<Refusal> semantic_error(std::string message) {
  Refusal made =
      refusal("General_BadRequest", "SemanticException", "Semantic error: " + std::move(message));
  made.inner_code = "SEM0100";
  return tl::make_unexpected(std::move(made));
}

tl::unexpected<Refusal> bad_request(std::string code, std::string message) {
  return tl::make_unexpected(
      refusal(std::move(code), "KustoBadRequestException", std::move(message)));
}

tl::unexpected<Refusal> not_found(std::string_view kind, std::string_view name) {
  return tl::make_unexpected(
      refusal("BadRequest_EntityNotFound", "EntityNotFoundException",
              fmt::format("Entity ID '{}' of kind '{}' was not found.", name, kind)));
}

tl::unexpected<Refusal> database_not_found(std::string_view name) {
  return tl::make_unexpected(refusal("BadRequest_DatabaseNotExist", "DatabaseNotFoundException",
                                     fmt::format("Database '{}' was not found.", name)));
}

tl::unexpected<Refusal> result_too_large(std::string_view what, std::int64_t limit) {
  Refusal made = refusal("LimitsExceeded", "KustoServicePartialQueryFailureLimitsExceededException",
                         fmt::format("Query result set has exceeded the internal {} limit {} "
                                     "(E_QUERY_RESULT_SET_TOO_LARGE).",
                                     what, limit));
  made.http_status = 200;
  made.permanent = false;
  made.inner_code = "E_QUERY_RESULT_SET_TOO_LARGE";
  return tl::make_unexpected(std::move(made));
}

Refusal refusal_of(const Error& error) {
  if (error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Cancelled) {
    Refusal made = refusal("RequestExecutionTimeout", "KustoRequestTimeoutException",
                           "the request ran out of its time");
    made.http_status = 504;
    made.permanent = false;
    return made;
  }
  if (error.kind == ErrorKind::Limit) {
    Refusal made =
        refusal("LowMemoryCondition", "KustoServicePartialQueryFailureLowMemoryConditionException",
                error.text());
    made.http_status = 200;
    made.permanent = false;
    return made;
  }
  Refusal made = refusal("General_InternalServerError", "KustoServiceException", error.text());
  made.http_status = 520;
  made.permanent = false;
  return made;
}

}  // namespace adxc::engine

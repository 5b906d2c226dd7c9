// Making refusals: which code and exception type stand for which trouble. The pairs are those of
// the service, so that its clients tell them apart.
#pragma once

#include <string>
#include <string_view>

#include "compiler/base/error.h"
#include "runtime/engine/engine.h"

namespace adxc::engine {

/// What a step of a request gives: a value, or why the request is refused.
template <typename T>
using Answer = tl::expected<T, Refusal>;

/// The text does not parse. `offset` is a byte of `text`; the message names its line and position.
tl::unexpected<Refusal> syntax_error(std::string_view text, std::size_t offset,
                                     std::string_view message);
/// The text parses and means nothing here.
tl::unexpected<Refusal> semantic_error(std::string message);
/// Any other request that is wrong, for example code `BadRequest_InvalidMapping`.
tl::unexpected<Refusal> bad_request(std::string code, std::string message);
/// `kind` is "Table" or "Database" and so on.
tl::unexpected<Refusal> not_found(std::string_view kind, std::string_view name);
tl::unexpected<Refusal> database_not_found(std::string_view name);
/// The result is larger than the limit: sent inside a 200 answer.
tl::unexpected<Refusal> result_too_large(std::string_view what, std::int64_t limit);

/// Trouble of the world below, for example of the disk.
Refusal refusal_of(const Error& error);

/// The value of a Result, its error turned into a refusal.
template <typename T>
Answer<T> answered(Result<T> result) {
  if (!result) return tl::make_unexpected(refusal_of(result.error()));
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return std::move(*result);
  }
}

}  // namespace adxc::engine

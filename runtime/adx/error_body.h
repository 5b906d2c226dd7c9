// What the service says when it refuses: OneApiError bodies, in-band errors, status rows.
#pragma once

#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "compiler/base/error.h"

namespace adxc::adx {

/// The tree of a small JSON text; nothing when it is no JSON or nests deeply.
std::optional<nlohmann::json> parse_small(std::string_view text);

/// An object like `{"error":{"code":…,"@message":…,"innererror":{…}}}` as an error: the innermost
/// message, the codes on the way to it. `status` is the HTTP status, 200 for in-band errors.
Error error_of(const nlohmann::json& one_api_error, int status);

/// An answer that is not 200. Bodies that are no OneApiError are shown shortened.
Error error_of(int status, std::string_view body);

/// An error that is only text.
Error error_of_text(std::string_view text);

}  // namespace adxc::adx

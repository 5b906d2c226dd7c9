// Values and errors in the JSON that Kusto's REST API speaks. Source: docs kusto/api/rest/response.
#pragma once

#include <string>
#include <string_view>

#include "runtime/engine/engine.h"
#include "runtime/rows/batch.h"

namespace adxc::server {

/// What makes one request recognisable in headers and error bodies.
struct Ids {
  std::string client_request_id;  // the caller's, or made up
  std::string activity_id;        // ours
};

/// The body of an error answer, a OneApiError.
std::string error_body(const engine::Refusal& refusal, const Ids& ids, std::string_view database);

/// .NET name of a type in v1's DataType column: "Int64", "DateTime".
std::string_view data_type(ScalarType type);

}  // namespace adxc::server

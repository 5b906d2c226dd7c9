#include "runtime/server/wire.h"

#include <nlohmann/json.hpp>

namespace adxc::server {
namespace {

using Json = nlohmann::ordered_json;

bool is_number_word(std::string_view text) {
  return text == "NaN" || text == "Infinity" || text == "-Infinity";
}

Json error_context(const Ids& ids) {
  return {{"serviceAlias", "adxc"},
          {"clientRequestId", ids.client_request_id},
          {"activityId", ids.activity_id},
          {"subActivityId", ids.activity_id},
          {"activityType", "DN.FE.ExecuteQuery"},
          {"parentActivityId", ids.activity_id}};
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  out += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

void append_cell(std::string& out, ScalarType type, rows::Cell cell) {
  if (cell.null) {
    out += "null";
    return;
  }
  switch (type) {
    case ScalarType::Bool:
    case ScalarType::Int:
    case ScalarType::Long:
    case ScalarType::Dynamic: out += cell.text; return;
    case ScalarType::Real:
      if (!is_number_word(cell.text)) {
        out += cell.text;
        return;
      }
      [[fallthrough]];
    case ScalarType::Decimal:
    case ScalarType::String:
    case ScalarType::DateTime:
    case ScalarType::TimeSpan:
    case ScalarType::Guid: append_string(out, cell.text); return;
  }
}

std::string error_body(const engine::Refusal& refusal, const Ids& ids, std::string_view database) {
  Json error = {{"code", refusal.code},
                {"message", "Request is invalid and cannot be executed."},
                {"@type", refusal.type},
                {"@message", refusal.message},
                {"@context", error_context(ids)},
                {"@permanent", refusal.permanent},
                {"@database", std::string(database)}};
  if (!refusal.inner_code.empty()) {
    error["innererror"] = {{"code", refusal.inner_code},
                           {"message", refusal.message},
                           {"@type", refusal.type},
                           {"@message", refusal.message},
                           {"@context", error_context(ids)},
                           {"@permanent", refusal.permanent},
                           {"@errorCode", refusal.inner_code},
                           {"@errorMessage", refusal.message}};
  }
  return Json{{"error", error}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view data_type(ScalarType type) {
  switch (type) {
    case ScalarType::Bool: return "SByte";
    case ScalarType::Decimal: return "SqlDecimal";
    default: return clr_name(type).substr(sizeof("System.") - 1);
  }
}

}  // namespace adxc::server

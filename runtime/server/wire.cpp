#include "runtime/server/wire.h"

#include <nlohmann/json.hpp>

namespace adxc::server {
namespace {

using Json = nlohmann::ordered_json;

Json error_context(const Ids& ids) {
  return {{"serviceAlias", "adxc"},
          {"clientRequestId", ids.client_request_id},
          {"activityId", ids.activity_id},
          {"subActivityId", ids.activity_id},
          {"activityType", "DN.FE.ExecuteQuery"},
          {"parentActivityId", ids.activity_id}};
}

}  // namespace

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

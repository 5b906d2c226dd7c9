#include "runtime/engine/json_value.h"

namespace adxc::engine {

Json parse_json(std::string_view text) {
  Json value = Json::parse(text, nullptr, false);
  return value.is_discarded() ? Json() : value;
}

std::string write_json(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::string> dynamic_of(const Json& value) {
  if (value.is_null()) return std::nullopt;
  return write_json(value);
}

std::string text_of(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : write_json(value);
}

int json_rank(const Json& value) {
  if (value.is_number()) return 0;
  if (value.is_string()) return 1;
  if (value.is_boolean()) return 2;
  return value.is_null() ? 4 : 3;
}

}  // namespace adxc::engine

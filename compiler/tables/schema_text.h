// JSON as people read it: what fits stands on one line, so that a property of a schema is a line.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace adxc::tables {

/// `json` as text whose first line stands behind `indent` columns of something else.
std::string schema_text(const nlohmann::ordered_json& json, std::size_t indent);

}  // namespace adxc::tables

// JSON Schemas put together from definitions that refer to one another: each definition stands
// once, in the program as in the tool that makes the published files.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace adxc::tables {

/// The text of a definition.
using Definitions = std::function<std::string_view(std::string_view name)>;

/// A draft 7 schema that demands all of `roots`, schemas as text, with every definition that they
/// lead to. "" as title leaves the remarks for people out.
std::string assemble_schema(std::string_view title, const std::vector<std::string>& roots,
                            const Definitions& definitions);

/// {"$ref": "#/definitions/name"}
std::string schema_reference(std::string_view name);

}  // namespace adxc::tables

// Constant values while binding: turning one type's value into another's, and writing JSON.
#pragma once

#include <string>

#include "compiler/kql/literals.h"
#include "compiler/kql/syntax.h"

namespace adxc::kql {

/// The value as one of another type, as Kusto's to…() functions do; null when it is none.
Value converted(const Value& value, ScalarType from, ScalarType to);

/// JSON of a value: datetime, timespan and guid as strings.
std::string json_of(const Value& value, ScalarType type);

/// Canonical JSON text of what stands in dynamic(…).
std::string json_of(const Tree& tree, NodeId json);

/// Names and types of an object's members, from the text of canonical JSON; none for anything else.
std::vector<std::pair<std::string, ScalarType>> json_members(std::string_view json);

}  // namespace adxc::kql

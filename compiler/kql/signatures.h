// Signatures in words and in choices.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "compiler/kql/functions.h"

namespace adxc::kql {

/// How many arguments the function takes: "1", "2 or 3", "at least 2".
std::string wanted_count(const Function& function);

/// The types a parameter takes: "string or dynamic".
std::string type_names(const FunctionParameter& parameter);

/// The narrowest type the parameter takes that `from` widens to; `from` itself when there is none.
ScalarType narrowest(const FunctionParameter& parameter, ScalarType from);

std::set<std::string_view> names_of(std::span<const ScalarType> types);

}  // namespace adxc::kql

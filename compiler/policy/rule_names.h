// Names of rules and families, as people write them in configurations and suppressions.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diag/diagnostic.h"

namespace adxc::policy {

/// True for the name of a rule or family, for `default` and `all`.
bool is_rule_name(std::string_view name);

/// The family of a rule, the family itself for a family, "" for anything else.
std::string_view family_of(std::string_view name);

/// "; did you mean `x`?" or "".
std::string meant_rule(std::string_view name);

/// Reports `unknown-rule`.
void report_unknown_rule(std::string_view name, const diag::Place& place, diag::Sink& sink);

}  // namespace adxc::policy

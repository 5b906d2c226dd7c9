// Reads ADF expressions: `@expression`, text with `@{expression}` in it, and the escapes `@@`,
// `@@{`.
#pragma once

#include <string>

#include "compiler/diag/diagnostic.h"
#include "compiler/expr/tree.h"
#include "compiler/text/fragment.h"

namespace adxc::expr {

/// True if the text is to be evaluated: it begins with `@` or holds `@{`. A single leading `@@` is
/// an escape and needs parsing too, so that it loses one `@`.
bool is_expression(std::string_view text);

/// Parses text for which is_expression() holds; other text becomes one literal. Reports the first
/// mistake of syntax, and every unknown function and wrong count of arguments. `pointer` is the
/// JSON pointer of the property, for the findings.
Tree parse(const text::Fragment& fragment, std::string pointer, diag::Sink& sink);

}  // namespace adxc::expr

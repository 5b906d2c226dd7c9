// Reads expressions of the ARM template language: texts of a template that stand in brackets.
#pragma once

#include <string>
#include <string_view>

#include "compiler/arm/tree.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/text/fragment.h"

namespace adxc::arm {

/// What Resource Manager takes a text of a template for.
enum class TextKind : std::uint8_t {
  Literal,     // as it stands
  Escaped,     // `[[…]`: a literal without its first bracket
  Expression,  // `[…]`
  Unclosed,    // a literal, but it begins like an expression: `[concat('a', 'b')`
};
TextKind text_kind(std::string_view text);

/// Parses a text that is an Expression, brackets included, or Unclosed. Reports the first mistake
/// of syntax, and calls that no function takes. `pointer` is the JSON pointer of the value, for the
/// findings.
Tree parse(const text::Fragment& fragment, std::string pointer, diag::Sink& sink);

}  // namespace adxc::arm

// The functions of the expression language: one row each, made from
// schemas/functions/expression.yaml.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/expr/arguments.h"

namespace adxc::expr {

inline constexpr std::size_t kAnyCount = std::numeric_limits<std::size_t>::max();

/// When the result of a function can be known.
enum class Known : std::uint8_t { Plan, Run, Never };

struct Function {
  std::string_view name;       // canonical case
  std::string_view signature;  // "substring(text: string, begin: int, length: int?)"
  std::size_t least;           // arguments
  std::size_t most;            // kAnyCount: any number
  Known known;
  Evaluation (*run)(const Arguments&);  // null unless known is Plan
  std::string_view example;             // an expression; "" for none
  std::string_view value;               // an expression that gives the same as the example
};

std::span<const Function> functions();

/// The function of that name, case folded, or null.
const Function* find_function(std::string_view name);

/// Reports calls of functions that do not exist and calls with too many or too few arguments.
void check_calls(const Tree& tree, diag::Sink& sink);

}  // namespace adxc::expr

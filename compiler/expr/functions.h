// The functions of the expression language: one row each, made from
// schemas/functions/expression.yaml.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/expr/arguments.h"
#include "compiler/expr/types.h"

namespace adxc::expr {

inline constexpr std::size_t kAnyCount = std::numeric_limits<std::size_t>::max();

/// When the result of a function can be known.
enum class Known : std::uint8_t { Plan, Run, Never };

/// Kinds of objects in whose expressions a function may stand, one bit each.
using Where = std::uint8_t;
inline constexpr Where kIn_pipeline = 1;
inline constexpr Where kIn_dataset = 2;
inline constexpr Where kIn_linkedService = 4;
inline constexpr Where kIn_trigger = 8;
inline constexpr Where kEverywhere = 15;

struct Function {
  std::string_view name;       // canonical case
  std::string_view signature;  // "substring(text: string, begin: int, length: int?)"
  std::size_t least;           // arguments
  std::size_t most;            // kAnyCount: any number
  Known known;
  Evaluation (*run)(const Arguments&);  // null unless known is Plan
  std::string_view example;             // an expression; "" for none
  std::string_view value;               // an expression that gives the same as the example
  Where where;
  bool alike;                    // the arguments must be of one type
  TypeSet gives;                 // kNothing when the result has the type of arguments
  unsigned gives_of;             // of those arguments, one bit each
  int format_at;                 // the argument that is a date format; -1 for none
  std::array<TypeSet, 4> takes;  // of the declared arguments

  /// What the argument may be, counted from 0; the last one that is declared may repeat.
  TypeSet taken(std::size_t index) const {
    const std::size_t last = most == kAnyCount ? least - 1 : most - 1;
    return takes[index < last ? index : last];
  }
};

std::span<const Function> functions();

/// The function of that name, case folded, or null.
const Function* find_function(std::string_view name);

/// Reports calls of functions that do not exist and calls with too many or too few arguments.
void check_calls(const Tree& tree, diag::Sink& sink);

}  // namespace adxc::expr

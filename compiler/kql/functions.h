// What is known of KQL's functions. The tables are made from schemas/functions/kql/*.yaml.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "compiler/base/scalar_type.h"

namespace adxc::kql {

/// Position in the table of functions; the engine's SQL templates stand in the same order.
using FunctionId = std::uint16_t;

enum class FunctionKind : std::uint8_t { Scalar, Aggregate };

/// What type a call has.
enum class ResultRule : std::uint8_t {
  Type,          // the one the signature names
  First,         // that of the first argument
  Second,        // that of the second argument
  FirstWidened,  // that of the first argument, int becomes long
  Common,        // the one all common arguments were converted to
  Widest,        // the widest of all numbers among the arguments, at least long
  Given,         // the one a typeof argument names
};

struct FunctionParameter {
  std::string_view name;
  std::uint16_t types = 0;  // a bit for each ScalarType that is taken
  bool common = false;      // is converted to the common type of all common arguments
  bool type_literal = false;
  bool columns = false;  // `*` may stand for all columns
  bool optional = false;

  bool takes(ScalarType type) const { return (types >> static_cast<unsigned>(type) & 1U) != 0; }
};

struct Signature {
  std::span<const FunctionParameter> parameters;
  std::size_t repeat_begin = 0;  // parameters [begin, begin + size) may stand there many times
  std::size_t repeat_size = 0;
  ResultRule rule = ResultRule::Type;
  ScalarType type = ScalarType::Dynamic;

  /// True if a call may have that many arguments.
  bool fits(std::size_t arguments) const;
  /// The parameter that argument `index` of `arguments` is for; fits(arguments) holds.
  const FunctionParameter& parameter(std::size_t index, std::size_t arguments) const;
};

/// A column of a function that gives several.
struct FunctionOutput {
  std::string_view name;
  ScalarType type = ScalarType::Dynamic;
};

struct Function {
  std::string_view name;
  FunctionKind kind = FunctionKind::Scalar;
  std::span<const Signature> signatures;
  std::string_view column;   // name of the column it makes, `*` stands for the first argument's
  std::string_view instead;  // what to write in place of an obsolete function; "" otherwise
  std::string_view doc;
  std::span<const FunctionOutput> outputs;  // none for a function that gives one value
};

const Function& function(FunctionId id);
std::size_t function_count();
std::optional<FunctionId> find_function(std::string_view name, FunctionKind kind);

/// Functions of the language without a row, and plugins of `evaluate`.
bool is_known_function(std::string_view name, FunctionKind kind);
std::span<const std::string_view> known_functions(FunctionKind kind);
std::span<const std::string_view> plugins();

}  // namespace adxc::kql

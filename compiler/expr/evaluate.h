// Works out what an expression gives before anything runs: parameters are known, activity outputs
// and the clock are not.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "compiler/base/error.h"
#include "compiler/expr/tree.h"

namespace adxc::expr {

/// Values under their names, in which case does not matter: keys are fold_case()d.
using Values = std::map<std::string, Value>;

/// What the context functions give. A null pointer means that the function has no business at this
/// place, for example dataset() in a pipeline.
struct Scope {
  const Values* parameters = nullptr;         // pipeline().parameters
  const Values* global_parameters = nullptr;  // pipeline().globalParameters
  const Values* dataset = nullptr;            // dataset()
  const Values* linked_service = nullptr;     // linkedService()
  std::string_view pipeline;                  // pipeline().Pipeline
  std::size_t* room = nullptr;  // kept by evaluate(): bytes and elements that may still be made
};

/// Why an expression has no value.
struct Failure {
  enum class Kind : std::uint8_t {
    Wrong,      // it would fail in the service too
    AtRunTime,  // only a run knows it; message names what
    NotKnown,   // the service can, adxc cannot
  };
  Kind kind = Kind::Wrong;
  std::string message;  // lower case, no full stop; holds no value of a parameter
  NodeId node;          // the narrowest part that has no value
};

using Evaluation = tl::expected<Value, Failure>;

/// The value of a sound tree. All values on the way together may have 32 million characters, or
/// 333,000 elements; an expression that makes more is NotKnown.
Evaluation evaluate(const Tree& tree, const Scope& scope);

/// As the function string() and `@{…}` write a value: texts as they are, True and False, JSON
/// without blanks for arrays and objects, nothing for null.
std::string to_text(const Value& value);

/// "a text", "a whole number", … for messages.
std::string_view type_name(const Value& value);

}  // namespace adxc::expr

// The functions of groups `context` and `logical` in schemas/functions/expression.yaml.
#include <optional>

#include "compiler/expr/arguments.h"

namespace adxc::expr {
namespace {

Value as_object(const Values* values) {
  Value object = Value::object();
  if (values != nullptr) {
    for (const auto& [name, value] : *values) object[name] = value;
  }
  return object;
}

/// Less than, equal or greater than zero; empty if the two cannot be ordered.
std::optional<int> ordered(const Value& a, const Value& b) {
  const bool comparable = (a.is_number() && b.is_number()) || (a.is_string() && b.is_string());
  if (!comparable) return std::nullopt;
  return a < b ? -1 : (b < a ? 1 : 0);
}

template <typename Test>
Evaluation compared(const Arguments& arguments, Test test) {
  ADXC_LET(a, arguments.value(0));
  ADXC_LET(b, arguments.value(1));
  const std::optional<int> order = ordered(a, b);
  if (!order) {
    return arguments.wrong(std::string(type_name(a)) + " and " + std::string(type_name(b)) +
                           " have no order, wanted two numbers or two texts");
  }
  return Value(test(*order));
}

}  // namespace

Evaluation eval_pipeline(const Arguments& arguments) {
  const Scope& scope = arguments.scope();
  if (scope.parameters == nullptr)
    return arguments.wrong("`pipeline()` has a value only in a pipeline");
  return Value{{"parameters", as_object(scope.parameters)},
               {"globalParameters", as_object(scope.global_parameters)},
               {"Pipeline", std::string(scope.pipeline)}};
}

Evaluation eval_dataset(const Arguments& arguments) {
  if (arguments.scope().dataset == nullptr) {
    return arguments.wrong("`dataset()` has a value only in a dataset");
  }
  return as_object(arguments.scope().dataset);
}

Evaluation eval_linked_service(const Arguments& arguments) {
  if (arguments.scope().linked_service == nullptr) {
    return arguments.wrong("`linkedService()` has a value only in a linked service");
  }
  return as_object(arguments.scope().linked_service);
}

Evaluation eval_and(const Arguments& arguments) {
  ADXC_LET(a, arguments.boolean(0));
  ADXC_LET(b, arguments.boolean(1));
  return Value(a && b);
}

Evaluation eval_or(const Arguments& arguments) {
  ADXC_LET(a, arguments.boolean(0));
  ADXC_LET(b, arguments.boolean(1));
  return Value(a || b);
}

Evaluation eval_not(const Arguments& arguments) {
  ADXC_LET(value, arguments.boolean(0));
  return Value(!value);
}

Evaluation eval_if(const Arguments& arguments) {
  ADXC_LET(condition, arguments.boolean(0));
  return arguments.value(condition ? 1 : 2);
}

Evaluation eval_equals(const Arguments& arguments) {
  ADXC_LET(a, arguments.value(0));
  ADXC_LET(b, arguments.value(1));
  return Value(same(a, b));
}

Evaluation eval_greater(const Arguments& arguments) {
  return compared(arguments, [](int order) { return order > 0; });
}

Evaluation eval_greater_or_equals(const Arguments& arguments) {
  return compared(arguments, [](int order) { return order >= 0; });
}

Evaluation eval_less(const Arguments& arguments) {
  return compared(arguments, [](int order) { return order < 0; });
}

Evaluation eval_less_or_equals(const Arguments& arguments) {
  return compared(arguments, [](int order) { return order <= 0; });
}

}  // namespace adxc::expr

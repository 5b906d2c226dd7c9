#include "compiler/expr/functions.h"

#include <algorithm>
#include <vector>

#include "compiler/base/names.h"

namespace adxc::expr {

#define ADXC_FUNCTION(id, name, signature, least, most, example, value) \
  Evaluation eval_##id(const Arguments& arguments);
#define ADXC_UNKNOWN_FUNCTION(known, name, signature, least, most)
#include "expression_functions.inc"
#undef ADXC_FUNCTION
#undef ADXC_UNKNOWN_FUNCTION

namespace {

constexpr diag::Kind<std::string_view, std::string> kUnknownFunction{
    {"unknown-function", diag::Severity::Error},
    "`{}` is no function of the expression language{}"};
constexpr diag::Kind<std::string_view, std::string, std::size_t> kArgumentCount{
    {"argument-count", diag::Severity::Error}, "`{}` takes {}, found {}"};

constexpr Function kFunctions[] = {
#define ADXC_FUNCTION(id, name, signature, least, most, example, value) \
  {name, signature, least, most, Known::Plan, eval_##id, example, value},
#define ADXC_UNKNOWN_FUNCTION(known, name, signature, least, most) \
  {name, signature, least, most, Known::known, nullptr, {}, {}},
#include "expression_functions.inc"
#undef ADXC_FUNCTION
#undef ADXC_UNKNOWN_FUNCTION
};

std::string wanted_count(const Function& function) {
  const auto arguments = [](std::size_t count) {
    if (count == 0) return std::string("no argument");
    return std::to_string(count) + (count == 1 ? " argument" : " arguments");
  };
  if (function.least == function.most) return arguments(function.least);
  if (function.most == kAnyCount) return "at least " + arguments(function.least);
  return std::to_string(function.least) + " to " + arguments(function.most);
}

void check_call(const Tree& tree, const Node& call, diag::Sink& sink) {
  const Function* function = find_function(call.text);
  if (function == nullptr) {
    std::vector<std::string_view> names;
    for (const Function& known : kFunctions) names.push_back(known.name);
    const std::string_view nearest = nearest_name(call.text, names);
    sink.report(kUnknownFunction, {call.name_span, tree.pointer}, call.text,
                nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?");
  } else if (call.parts.size() < function->least || call.parts.size() > function->most) {
    sink.report(kArgumentCount, {call.span, tree.pointer}, function->name, wanted_count(*function),
                call.parts.size())
        .notes.push_back("it is called as `" + std::string(function->signature) + "`");
  }
}

}  // namespace

std::span<const Function> functions() {
  return kFunctions;
}

const Function* find_function(std::string_view name) {
  const auto* found = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                   [&](const Function& f) { return equal_fold(f.name, name); });
  return found == std::end(kFunctions) ? nullptr : found;
}

void check_calls(const Tree& tree, diag::Sink& sink) {
  for (const Node& node : tree.nodes) {
    if (node.kind == NodeKind::Call) check_call(tree, node, sink);
  }
}

}  // namespace adxc::expr

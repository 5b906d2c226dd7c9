#include "compiler/arm/functions.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "compiler/base/names.h"

namespace adxc::arm {
namespace {

constexpr diag::Kind<std::string_view, std::string> kUnknownFunction{
    {"arm-unknown-function", diag::Severity::Error, diag::kFixable},
    "`{}` is no function of ARM templates{}"};
constexpr diag::Kind<std::string_view, std::string, std::size_t> kArgumentCount{
    {"arm-argument-count", diag::Severity::Error}, "`{}` takes {}, here are {}"};

#define ADXC_FUNCTION(...) Function{__VA_ARGS__},
constexpr Function kFunctions[] = {
#include "arm_functions.inc"
};
#undef ADXC_FUNCTION

std::string count_words(const Function& function) {
  const std::string least = std::to_string(function.least);
  if (function.most == kAnyCount) return "at least " + least + " arguments";
  if (function.most != function.least) {
    return least + " to " + std::to_string(function.most) + " arguments";
  }
  return function.least == 1 ? "1 argument" : least + " arguments";
}

void report_unknown(const Tree& tree, const Node& call, diag::Sink& sink) {
  std::vector<std::string_view> names;
  for (const Function& function : kFunctions) names.push_back(function.name);
  const std::string_view nearest = nearest_name(call.text, names);
  const std::string advice =
      nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?";
  diag::Diagnostic& finding =
      sink.report(kUnknownFunction, {call.name_span, tree.pointer}, call.text, advice);
  if (nearest.empty()) return;
  diag::offer(finding, diag::Fix{"write `" + std::string(nearest) + "`",
                                 false,
                                 {{call.name_span, std::string(nearest)}}});
}

/// `listKeys`, `listSecrets`, …: every resource type has its own.
bool is_list_function(std::string_view name) {
  return name.size() > 4 && equal_fold(name.substr(0, 4), "list");
}

}  // namespace

const Function* find_function(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kFunctions), std::end(kFunctions),
                   [&](const Function& function) { return equal_fold(function.name, name); });
  return found == std::end(kFunctions) ? nullptr : found;
}

void check_calls(const Tree& tree, diag::Sink& sink) {
  for (const Node& node : tree.nodes) {
    const bool own = node.text.find('.') != std::string::npos;
    if (node.kind != NodeKind::Call || own || is_list_function(node.text)) continue;
    const Function* function = find_function(node.text);
    if (function == nullptr) {
      report_unknown(tree, node, sink);
    } else if (node.parts.size() < function->least || node.parts.size() > function->most) {
      sink.report(kArgumentCount, {node.span, tree.pointer}, node.text, count_words(*function),
                  node.parts.size())
          .notes.push_back("it is `" + std::string(function->signature) + "`");
    }
  }
}

}  // namespace adxc::arm

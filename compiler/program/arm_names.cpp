// The part of ArmValues that judges the names in expressions.
#include <algorithm>

#include "compiler/arm/parser.h"
#include "compiler/base/names.h"
#include "compiler/program/arm_values.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using diag::Severity;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string> kUndeclaredParameter{
    {"arm-undeclared-parameter", Severity::Error, diag::kFixable},
    "the template has no parameter `{}`{}"};
constexpr diag::Kind<std::string_view, std::string> kUndeclaredVariable{
    {"arm-undeclared-variable", Severity::Error, diag::kFixable},
    "the template has no variable `{}`{}"};
constexpr diag::Kind<std::string_view, std::string> kUnknownFunction{
    {"arm-unknown-function", Severity::Error}, "the template defines no function `{}`{}"};
constexpr diag::Kind<> kUnclosed{
    {"arm-expression-syntax", Severity::Error},
    "the text begins like an expression but does not end with `]`, so it is taken as it stands"};

template <typename Names>
bool declares(const ArmScope& scope, Names names, const std::string& folded) {
  if ((scope.*names).count(folded) > 0) return true;
  return scope.shares_outer && scope.outer != nullptr && declares(*scope.outer, names, folded);
}

template <typename Names>
std::string_view nearest(const ArmScope& scope, Names names, std::string_view name) {
  std::vector<std::string_view> known;
  for (const auto& [folded, declared] : scope.*names) known.push_back(declared.spelling);
  std::sort(known.begin(), known.end());
  return nearest_name(name, known);
}

/// The one literal argument of a call, or null.
const arm::Node* literal_argument(const arm::Tree& tree, const arm::Node& call) {
  if (call.parts.size() != 1) return nullptr;
  const arm::Node& argument = tree[call.parts[0]];
  return argument.kind == arm::NodeKind::Text ? &argument : nullptr;
}

void check_call(const arm::Tree& tree, const arm::Node& call, const ArmScope& scope,
                diag::Sink& sink) {
  const auto expect = [&](const auto& kind, auto names, const arm::Node& name, text::Span span) {
    if (declares(scope, names, fold_case(name.text))) return;
    const std::string meant(nearest(scope, names, name.text));
    diag::Diagnostic& finding =
        sink.report(kind, {span, tree.pointer}, name.text,
                    meant.empty() ? meant : "; did you mean `" + meant + "`?");
    // A literal stands there in quotes.
    const bool as_it_is = span.size() == name.text.size() + 2;
    if (meant.empty() || !as_it_is) return;
    diag::offer(finding, diag::Fix{"write `" + meant + "`",
                                   false,
                                   {{{span.file, span.begin + 1, span.end - 1}, meant}}});
  };
  if (call.text.find('.') != std::string::npos) {
    return expect(kUnknownFunction, &ArmScope::functions, call, call.name_span);
  }
  const arm::Node* name = literal_argument(tree, call);
  if (name == nullptr) return;
  if (equal_fold(call.text, "parameters")) {
    expect(kUndeclaredParameter, &ArmScope::parameters, *name, name->span);
  } else if (equal_fold(call.text, "variables")) {
    expect(kUndeclaredVariable, &ArmScope::variables, *name, name->span);
  }
}

}  // namespace

void ArmValues::check(NodeId node, const ArmScope& scope) {
  if (document_.kind(node) != document::NodeKind::String) return;
  const arm::TextKind kind = arm::text_kind(document_.text(node));
  if (kind == arm::TextKind::Unclosed) sink_.report(kUnclosed, document_.place(node));
  if (kind != arm::TextKind::Expression) return;
  const arm::Tree& expression = tree(node);
  if (!expression.sound()) return;
  for (const arm::Node& part : expression.nodes) {
    if (part.kind == arm::NodeKind::Call) check_call(expression, part, scope, sink_);
  }
}

}  // namespace adxc::program

#include "compiler/lower/scope.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"

namespace adxc::lower {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;
using expr::Value;
using program::Computed;

constexpr diag::Kind<std::string> kKnownOnlyAtRunTime{
    {"known-only-at-run-time", diag::Severity::Error},
    "`{}` is known only while the pipeline runs, but a plan holds every value"};
constexpr diag::Kind<std::string> kExpressionNotEvaluated{
    {"expression-not-evaluated", diag::Severity::Error}, "adxc cannot work out {}"};
constexpr diag::Kind<std::string> kExpressionFails{{"expression-fails", diag::Severity::Error},
                                                   "the expression has no value: {}"};
constexpr diag::Kind<std::string> kSecretInText{{"secret-in-text", diag::Severity::Error},
                                                "`{}` makes a secret part of a text that the plan "
                                                "would show; wanted it alone, as the value of a "
                                                "key or password"};
constexpr diag::Kind<std::string_view, std::string_view> kMissingArgument{
    {"missing-argument", diag::Severity::Error},
    "`{}` is not given its parameter `{}`, which has no default"};

constexpr diag::Kind<std::string_view> kReferenceNotGiven{
    {"reference-not-given", diag::Severity::Error},
    "`{}` is not among the definitions, but the plan needs it"};

void report_failure(const Computed& computed, const expr::Failure& failure, diag::Sink& sink) {
  const diag::Place place{computed.tree[failure.node].span, computed.tree.pointer};
  switch (failure.kind) {
    case expr::Failure::Kind::AtRunTime:
      sink.report(kKnownOnlyAtRunTime, place, failure.message);
      return;
    case expr::Failure::Kind::NotKnown:
      sink.report(kExpressionNotEvaluated, place, failure.message);
      return;
    case expr::Failure::Kind::Wrong: sink.report(kExpressionFails, place, failure.message); return;
  }
}

const Arguments* arguments_for(const Scope& scope, expr::Use::Kind kind) {
  switch (kind) {
    case expr::Use::Kind::PipelineParameter: return scope.pipeline;
    case expr::Use::Kind::DatasetParameter: return scope.dataset;
    case expr::Use::Kind::LinkedServiceParameter: return scope.linked_service;
    default: return nullptr;
  }
}

/// The secret that a use names, or empty.
std::optional<plan::SecretRef> secret_used(const Scope& scope, const expr::Use& use) {
  const Arguments* arguments = arguments_for(scope, use.kind);
  if (arguments == nullptr || arguments->secret.count(fold_case(use.name)) == 0)
    return std::nullopt;
  return environment_secret(arguments->owner, use.name);
}

std::optional<Evaluated> evaluate_tree(const Scope& scope, const Computed& computed,
                                       diag::Sink& sink) {
  if (!computed.tree.sound()) return std::nullopt;
  const expr::Node& root = computed.tree[computed.tree.root];
  for (const expr::Use& use : computed.tree.uses) {
    const std::optional<plan::SecretRef> secret = secret_used(scope, use);
    if (!secret) continue;
    const bool alone = root.kind == expr::NodeKind::Member && root.name_span == use.span;
    if (alone) return Evaluated(*secret);
    report_secret(scope, computed.node, sink);
    return std::nullopt;
  }
  expr::Scope names;
  names.parameters = scope.pipeline == nullptr ? nullptr : &scope.pipeline->values;
  names.global_parameters = scope.globals;
  names.dataset = scope.dataset == nullptr ? nullptr : &scope.dataset->values;
  names.linked_service = scope.linked_service == nullptr ? nullptr : &scope.linked_service->values;
  names.pipeline = scope.pipeline == nullptr ? "" : std::string_view(scope.pipeline->owner);
  expr::Evaluation value = expr::evaluate(computed.tree, names);
  if (value) return Evaluated(*std::move(value));
  report_failure(computed, value.error(), sink);
  return std::nullopt;
}

/// JSON of a scalar as it is written; plain YAML text that is no JSON stays text.
Value literal_of(const document::Node& node) {
  if (node.kind == NodeKind::Null) return nullptr;
  if (node.kind == NodeKind::String) return node.text;
  if (node.kind == NodeKind::Bool) return node.text == "true";
  Value value = Value::parse(node.text, nullptr, false);
  const bool usable = !value.is_discarded() && !value.is_structured();
  return usable ? value : Value(node.text);
}

/// Like evaluate_text, but a secret has no place here.
std::optional<Value> evaluate_inner(const Scope& scope, NodeId node, diag::Sink& sink) {
  std::optional<Evaluated> value = evaluate_text(scope, node, sink);
  if (!value) return std::nullopt;
  if (Value* plain = std::get_if<Value>(&*value)) return std::move(*plain);
  report_secret(scope, node, sink);
  return std::nullopt;
}

std::optional<Value> evaluate_children(const Scope& scope, NodeId node, bool array,
                                       diag::Sink& sink) {
  Value all = array ? Value::array() : Value::object();
  bool complete = true;
  for (const NodeId child : scope.document().children(node)) {
    std::optional<Value> value = evaluate_node(scope, child, sink);
    complete = complete && value.has_value();
    if (!value) continue;
    if (array) {
      all.push_back(*std::move(value));
    } else {
      all[std::string(scope.document()[child].key)] = *std::move(value);
    }
  }
  return complete ? std::optional(std::move(all)) : std::nullopt;
}

}  // namespace

plan::SecretRef environment_secret(std::string_view object, std::string_view property) {
  std::string name = fmt::format("ADXC_SECRET_{}_{}", object, property);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
  });
  return {plan::SecretRef::Kind::Environment, "", name, ""};
}

std::optional<Evaluated> evaluate_text(const Scope& scope, NodeId node, diag::Sink& sink) {
  const Computed* computed = scope.program->computed_at(scope.object, node);
  if (computed != nullptr) return evaluate_tree(scope, *computed, sink);
  return Evaluated(literal_of(scope.document()[node]));
}

std::optional<Value> evaluate_node(const Scope& scope, NodeId node, diag::Sink& sink) {
  const Document& document = scope.document();
  switch (document.kind(node)) {
    case NodeKind::Array: return evaluate_children(scope, node, true, sink);
    case NodeKind::Object: {
      const NodeId inner = document.find(node, "value");
      const bool expression = equal_fold(program::text_at(document, node, "type"), "Expression");
      if (expression && inner.valid()) return evaluate_node(scope, inner, sink);
      return evaluate_children(scope, node, false, sink);
    }
    default: return evaluate_inner(scope, node, sink);
  }
}

void report_not_given(const Scope& scope, const model::Reference& reference, diag::Sink& sink) {
  sink.report(kReferenceNotGiven, scope.document().place(reference.name_node), reference.name);
}

void report_secret(const Scope& scope, NodeId node, diag::Sink& sink) {
  sink.report(kSecretInText, scope.document().place(node), shortened(scope.document()[node].text));
}

Value default_of(const Document& document, NodeId node) {
  const document::Node& written = document[node];
  if (written.kind != NodeKind::Array && written.kind != NodeKind::Object)
    return literal_of(written);
  const bool array = written.kind == NodeKind::Array;
  Value all = array ? Value::array() : Value::object();
  for (const NodeId child : document.children(node)) {
    if (array) {
      all.push_back(default_of(document, child));
    } else {
      all[std::string(document.key(child))] = default_of(document, child);
    }
  }
  return all;
}

Arguments arguments_of(
    const Scope& scope, const model::Reference& reference, std::string owner,
    const model::Property<std::vector<model::Named<model::ParameterSpecification>>>& declared,
    const Document& declaring, diag::Sink& sink) {
  Arguments arguments;
  arguments.owner = std::move(owner);
  const auto* list = declared.literal();
  if (list == nullptr) return arguments;
  for (const auto& parameter : *list) {
    const std::string name = fold_case(parameter.name);
    const auto given = std::find_if(
        reference.arguments.begin(), reference.arguments.end(),
        [&](const model::Argument& argument) { return equal_fold(argument.name, parameter.name); });
    const NodeId otherwise = parameter.value.default_value.node;
    if (equal_fold(parameter.value.type.value_or(""), "SecureString")) {
      arguments.secret.insert(name);
    } else if (given != reference.arguments.end()) {
      if (auto value = evaluate_node(scope, given->node, sink))
        arguments.values[name] = *std::move(value);
    } else if (otherwise.valid()) {
      arguments.values[name] = default_of(declaring, otherwise);
    } else {
      sink.report(kMissingArgument, scope.document().place(reference.name_node), arguments.owner,
                  parameter.name);
    }
  }
  return arguments;
}

}  // namespace adxc::lower

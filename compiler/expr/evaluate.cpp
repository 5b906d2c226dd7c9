#include "compiler/expr/evaluate.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/expr/functions.h"

namespace adxc::expr {
namespace {

/// Members of pipeline() that belong to one run.
constexpr std::array<std::string_view, 9> kRunMembers = {"DataFactory",
                                                         "RunId",
                                                         "TriggerType",
                                                         "TriggerId",
                                                         "TriggerName",
                                                         "TriggerTime",
                                                         "GroupId",
                                                         "TriggeredByPipelineName",
                                                         "TriggeredByPipelineRunId"};

tl::unexpected<Failure> failure(NodeId node, std::string message,
                                Failure::Kind kind = Failure::Kind::Wrong) {
  return tl::make_unexpected(Failure{kind, std::move(message), node});
}

/// The member of an object, case folded as the service does; null when there is none.
const Value* member_of(const Value& object, std::string_view name) {
  const auto exact = object.find(name);
  if (exact != object.end()) return &*exact;
  for (const auto& [key, value] : object.items()) {
    if (equal_fold(key, name)) return &value;
  }
  return nullptr;
}

bool is_pipeline(const Tree& tree, NodeId id) {
  return tree[id].kind == NodeKind::Call && equal_fold(tree[id].text, "pipeline");
}

Evaluation named_member(const Tree& tree, NodeId id, const Value& base, const std::string& name) {
  const Node& node = tree[id];
  if (base.is_null() && node.null_safe) return Value(nullptr);
  if (!base.is_object()) {
    return failure(id, fmt::format("`{}` is asked of {}, wanted an object", name, type_name(base)));
  }
  if (const Value* found = member_of(base, name)) return *found;
  const bool of_run = std::any_of(kRunMembers.begin(), kRunMembers.end(),
                                  [&](std::string_view run) { return equal_fold(run, name); });
  if (of_run && is_pipeline(tree, node.parts[0])) {
    return failure(id, "pipeline()." + name, Failure::Kind::AtRunTime);
  }
  if (node.null_safe) return Value(nullptr);
  return failure(id, fmt::format("there is no `{}`", name));
}

Evaluation element(const Tree& tree, NodeId id, const Value& base, std::int64_t index) {
  const Node& node = tree[id];
  if (base.is_null() && node.null_safe) return Value(nullptr);
  if (!base.is_array()) {
    return failure(id, fmt::format("an element is asked of {}, wanted an array", type_name(base)));
  }
  if (index >= 0 && static_cast<std::size_t>(index) < base.size()) {
    return base[static_cast<std::size_t>(index)];
  }
  if (node.null_safe) return Value(nullptr);
  return failure(id, fmt::format("there is no element {} in an array of {}", index, base.size()));
}

Evaluation indexed(const Tree& tree, NodeId id, const Scope& scope) {
  ADXC_LET(base, evaluate(tree, tree[id].parts[0], scope));
  ADXC_LET(key, evaluate(tree, tree[id].parts[1], scope));
  if (key.is_string()) return named_member(tree, id, base, key.get<std::string>());
  if (key.is_number_integer()) return element(tree, id, base, key.get<std::int64_t>());
  return failure(tree[id].parts[1],
                 fmt::format("the index is {}, wanted a name or a whole number", type_name(key)));
}

Evaluation called(const Tree& tree, NodeId id, const Scope& scope) {
  const Node& node = tree[id];
  const Function* function = node.function;
  if (function == nullptr) return failure(id, fmt::format("`{}` is no function", node.text));
  switch (function->known) {
    case Known::Plan: return function->run(Arguments(tree, id, scope));
    case Known::Run:
      return failure(id, std::string(function->name) + "()", Failure::Kind::AtRunTime);
    case Known::Never: break;
  }
  return failure(id, std::string(function->name) + "()", Failure::Kind::NotKnown);
}

Evaluation joined(const Tree& tree, const Node& node, const Scope& scope) {
  std::string text;
  for (const NodeId part : node.parts) {
    ADXC_LET(value, evaluate(tree, part, scope));
    text += to_text(value);
    if (scope.room != nullptr && text.size() > *scope.room)
      return failure(part, std::string(kTooLarge), Failure::Kind::NotKnown);
  }
  return Value(std::move(text));
}

/// What an element of an array or object takes, in time and memory, as bytes of text.
constexpr std::size_t kElement = 96;

std::size_t size_of(const Value& value) {
  if (value.is_string()) return 1 + value.get_ref<const std::string&>().size();
  return 1 + kElement * value.size();
}

Evaluation evaluate_node(const Tree& tree, NodeId id, const Scope& scope) {
  const Node& node = tree[id];
  switch (node.kind) {
    case NodeKind::Literal: return node.value;
    case NodeKind::Call: return called(tree, id, scope);
    case NodeKind::Index: return indexed(tree, id, scope);
    case NodeKind::Template: return joined(tree, node, scope);
    case NodeKind::Member: {
      ADXC_LET(base, evaluate(tree, node.parts[0], scope));
      return named_member(tree, id, base, node.text);
    }
    case NodeKind::Broken: break;
  }
  return failure(id, "the expression cannot be read");
}

/// Source: ours; the service takes no expression whose value would be near it.
constexpr std::size_t kMostRoom = 32'000'000;

}  // namespace

Evaluation evaluate(const Tree& tree, NodeId id, const Scope& scope) {
  Evaluation value = evaluate_node(tree, id, scope);
  if (!value || scope.room == nullptr) return value;
  const std::size_t size = size_of(*value);
  if (size > *scope.room) return failure(id, std::string(kTooLarge), Failure::Kind::NotKnown);
  *scope.room -= size;
  return value;
}

Evaluation evaluate(const Tree& tree, const Scope& scope) {
  std::size_t room = kMostRoom;
  Scope bounded = scope;
  bounded.room = &room;
  return evaluate(tree, tree.root, bounded);
}

std::string to_text(const Value& value) {
  if (value.is_null()) return "";
  if (value.is_boolean()) return value.get<bool>() ? "True" : "False";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return fmt::format("{}", value.get<double>());
  return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::string_view type_name(const Value& value) {
  if (value.is_null()) return "null";
  if (value.is_boolean()) return "true or false";
  if (value.is_string()) return "a text";
  if (value.is_number_integer()) return "a whole number";
  if (value.is_number()) return "a number";
  return value.is_array() ? "an array" : "an object";
}

}  // namespace adxc::expr

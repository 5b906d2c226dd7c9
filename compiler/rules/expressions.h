// What the rules about expressions share. Only for compiler/rules.
#pragma once

#include <string_view>

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

/// Calls `check(computed, tree)` for every expression that could be read.
template <typename Check>
void each_expression(const program::Program& program, Check check) {
  for (const program::Computed& computed : program.computed) {
    if (computed.tree.sound()) check(computed, computed.tree);
  }
}

/// Calls `check(computed, use)` for everything of the kind that an expression names.
template <typename Check>
void each_use(const program::Program& program, expr::Use::Kind kind, Check check) {
  each_expression(program, [&](const program::Computed& computed, const expr::Tree& tree) {
    for (const expr::Use& use : tree.uses) {
      if (use.kind == kind) check(computed, use);
    }
  });
}

/// The value of a property inside an activity's typeProperties; invalid when there is none.
inline document::NodeId type_property(const program::Program& program,
                                      const program::Activity& activity, std::string_view name) {
  const document::Document& document = program.document_of(activity.pipeline);
  const document::NodeId properties = program::object_at(document, activity.node, "typeProperties");
  return properties.valid() ? document.find(properties, name) : properties;
}

/// Whether a property inside typeProperties is this literal, whatever its case.
inline bool has_literal(const program::Program& program, const program::Activity& activity,
                        std::string_view name, std::string_view literal) {
  const document::NodeId node = type_property(program, activity, name);
  return node.valid() && equal_fold(program.document_of(activity.pipeline)[node].text, literal);
}

/// A scalar under a key of an object as it is written: text, true, 5; "" when there is none.
inline std::string_view scalar_at(const document::Document& document, document::NodeId object,
                                  std::string_view key) {
  const document::NodeId node = document.find(object, key);
  return node.valid() ? std::string_view(document.text(node)) : std::string_view{};
}

inline bool is_type(const program::Activity& activity, std::string_view type) {
  return equal_fold(activity.type, type);
}

/// The name in the `variableName` of SetVariable and AppendVariable; "" for other activities.
inline std::string_view set_variable(const program::Program& program,
                                     const program::Activity& activity) {
  if (!is_type(activity, "SetVariable") && !is_type(activity, "AppendVariable")) return {};
  const document::NodeId node = type_property(program, activity, "variableName");
  if (!node.valid()) return {};
  return program.document_of(activity.pipeline)[node].text;
}

}  // namespace adxc::rules

// What the values of an ARM template are as far as that is known before deployment: expressions are
// worked out over literals, defaults of parameters, variables and what a nested deployment is
// given; everything else is unknown, wholly or in part. Only for compiler/program.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/arm/tree.h"
#include "compiler/document/document.h"
#include "compiler/program/workspace.h"

namespace adxc::program {

struct ArmScope;

/// A value of a template.
struct ArmValue {
  enum class Kind : std::uint8_t {
    Unknown,  // known only at deployment
    Null,
    Bool,    // text is `true` or `false`
    Number,  // text is its spelling
    Text,    // text is what is known of it; gaps says where something is missing
    Node,    // an array or object of the template; its values belong to `scope`
  };
  Kind kind = Kind::Unknown;
  std::string text = {};
  std::vector<std::size_t> gaps = {};  // offsets in text, ascending; of Text
  document::NodeId node = {};
  ArmScope* scope = nullptr;

  /// True for a text of which nothing is missing.
  bool is_text() const { return kind == Kind::Text && gaps.empty(); }
};

/// The names that the expressions of one template see.
struct ArmScope {
  struct Name {
    std::string spelling = {};
    document::NodeId node = {};    // the declaration; the value for a variable
    document::NodeId passed = {};  // of a nested deployment's parameters; invalid for none
    bool computed = false;         // a variable made by a `copy` loop
    bool busy = false;             // is being worked out: it depends on itself
    std::optional<ArmValue> value = {};
  };
  using Names = std::unordered_map<std::string, Name>;  // by folded name
  Names parameters;
  Names variables;
  Names functions;            // "namespace.name"
  ArmScope* outer = nullptr;  // of the template around; null for the outermost
  bool shares_outer = false;  // names are looked up outside first
  std::uint32_t index = 0;    // among the scopes of its document
};

class ArmValues {
 public:
  /// `sink` hears of mistakes inside expressions.
  /// `given` holds what a parameter file gives to the outermost template; null for nothing.
  ArmValues(const document::Document& document, diag::Sink& sink,
            const GivenParameters* given = nullptr)
      : document_(document), sink_(sink), given_(given) {}

  /// The scope of the template at `node`. `passed` holds the parameters that the deployment around
  /// it gives; invalid for none.
  ArmScope& add_scope(document::NodeId node, ArmScope* outer, bool shares_outer,
                      document::NodeId passed);

  /// The value at `node`.
  ArmValue value(document::NodeId node, ArmScope& scope);

  /// Whether the node is a text in brackets that Resource Manager works out.
  bool is_expression(document::NodeId node) const;

  /// Reports what is wrong in the expression at `node`: syntax, and names that `scope` lacks.
  void check(document::NodeId node, const ArmScope& scope);

  /// The expression at `node`, parsed once.
  const arm::Tree& tree(document::NodeId node);

 private:
  ArmValue of_tree(const arm::Tree& tree, arm::NodeId id, ArmScope& scope);
  ArmValue of_call(const arm::Tree& tree, const arm::Node& call, ArmScope& scope);
  /// What the parameter file gives to a parameter; Unknown for nothing and for secrets.
  ArmValue given_to(std::string_view name, const ArmScope::Name& parameter,
                    const ArmScope& scope) const;
  ArmValue of_parameter(std::string_view name, ArmScope& scope);
  ArmValue of_variable(std::string_view name, ArmScope& scope);
  ArmValue of_member(const ArmValue& base, std::string_view name);
  ArmValue of_resource_id(const std::vector<ArmValue>& arguments);
  ArmValue worked_out(ArmScope::Name& name, document::NodeId node, ArmScope& scope);
  void add_names(ArmScope& scope, document::NodeId node, document::NodeId passed);
  void add_variables(ArmScope& scope, document::NodeId node);
  void add_functions(ArmScope& scope, document::NodeId node);

  const document::Document& document_;
  diag::Sink& sink_;
  const GivenParameters* given_ = nullptr;
  std::deque<ArmScope> scopes_;
  std::unordered_map<std::uint32_t, arm::Tree> trees_;  // by node
  int depth_ = 0;
};

}  // namespace adxc::program

// The values that expressions of one definition may use, and evaluation that reports why there is
// no value. Only for compiler/lower.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/expr/evaluate.h"
#include "compiler/plan/plan.h"
#include "compiler/program/program.h"

namespace adxc::lower {

/// Values of declared parameters, and which of them are secrets and so have none here.
struct Arguments {
  expr::Values values;           // by folded name
  std::set<std::string> secret;  // folded names of parameters of type SecureString
  std::string owner;             // name of the object that declares them
};

/// Where an expression stands and what it may use. The pointers outlive the scope.
struct Scope {
  const program::Program* program = nullptr;
  program::ObjectId object;  // whose document holds the expression
  const Arguments* pipeline = nullptr;
  const expr::Values* globals = nullptr;
  const Arguments* dataset = nullptr;
  const Arguments* linked_service = nullptr;

  const document::Document& document() const { return program->document_of(object); }
};

/// A worked out value, or where the secret is that it stands for.
using Evaluated = std::variant<expr::Value, plan::SecretRef>;

/// The value of the text at `node`: of the expression it holds, or the text itself. Empty when
/// there is none, which has been reported.
std::optional<Evaluated> evaluate_text(const Scope& scope, document::NodeId node, diag::Sink& sink);

/// The value of any node, with the expressions inside worked out. Plain YAML scalars are read as
/// JSON where they can be. Secrets inside are reported.
std::optional<expr::Value> evaluate_node(const Scope& scope, document::NodeId node,
                                         diag::Sink& sink);

/// Where the value of a secret property is when nothing tells: ADXC_SECRET_<OBJECT>_<PROPERTY>.
plan::SecretRef environment_secret(std::string_view object, std::string_view property);

/// Works out the arguments that `reference` gives to declared parameters, in the scope in which the
/// reference stands; defaults fill the gaps. Reports a parameter that has neither.
Arguments arguments_of(
    const Scope& scope, const model::Reference& reference, std::string owner,
    const model::Property<std::vector<model::Named<model::ParameterSpecification>>>& declared,
    const document::Document& declaring, diag::Sink& sink);

/// Says that the plan needs what the reference names, and that it is not among the definitions.
void report_not_given(const Scope& scope, const model::Reference& reference, diag::Sink& sink);

/// Says that the expression at `node` gives a secret where the plan would show it.
void report_secret(const Scope& scope, document::NodeId node, diag::Sink& sink);

/// A literal default value.
expr::Value default_of(const document::Document& document, document::NodeId node);

}  // namespace adxc::lower

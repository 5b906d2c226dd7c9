#include "compiler/kql/result_size.h"

#include <map>
#include <string>

#include "compiler/base/names.h"
#include "compiler/kql/literals.h"

namespace adxc::kql {
namespace {

using Kind = ResultSize::Kind;

constexpr ResultSize kLimited{Kind::Limited, std::nullopt, {}};
constexpr ResultSize kUnlimited{Kind::Unlimited, std::nullopt, {}};

class Sizes {
 public:
  explicit Sizes(const Tree& tree) : tree_(tree) {}

  std::vector<StatementSize> of_query() {
    std::vector<StatementSize> found;
    for (const NodeId statement : tree_.children(tree_.root)) {
      switch (tree_[statement].kind) {
        case NodeKind::Let: remember(statement); break;
        case NodeKind::Set:
        case NodeKind::QueryParameters:
        case NodeKind::OpaqueStatement: break;
        default: found.push_back({statement, of(statement)});
      }
    }
    return found;
  }

 private:
  /// A table under a name is looked at once, where it is named.
  void remember(NodeId let) {
    const NodeId value = tree_.child(let, 1);
    if (value.valid()) named_[tree_.name(tree_.child(let, 0))] = of(value);
  }

  ResultSize of(NodeId table) const {
    switch (tree_[table].kind) {
      case NodeKind::Name: return of_name(tree_.name(table));
      case NodeKind::Wildcard:
      case NodeKind::Path: return kUnlimited;
      case NodeKind::Datatable: return kLimited;
      case NodeKind::Pipeline: return of_pipeline(table);
      case NodeKind::QueryOperator: return of_source(table);
      case NodeKind::Call: return of_call(table);
      default: return {};
    }
  }

  ResultSize of_name(const std::string& name) const {
    const auto found = named_.find(name);
    return found == named_.end() ? kUnlimited : found->second;
  }

  ResultSize of_call(NodeId call) const {
    const std::string name = tree_.name(tree_.child(call, 0));
    const NodeId argument = tree_.child(call, 1);
    if (name == "table" || name == "external_table") return kUnlimited;
    return name == "materialize" && argument.valid() ? of(argument) : ResultSize{};
  }

  /// An operator that begins a pipeline.
  ResultSize of_source(NodeId node) const {
    switch (tree_[node].op_kind) {
      case OperatorKind::Print:
      case OperatorKind::Range: return kLimited;
      case OperatorKind::Union: return kUnlimited;
      default: return {};
    }
  }

  /// The last operator that says something decides.
  ResultSize of_pipeline(NodeId pipeline) const {
    const std::vector<NodeId> steps = tree_.children(pipeline);
    for (std::size_t i = steps.size(); i-- > 1;) {
      if (const auto size = of_step(steps[i])) return *size;
    }
    return steps.empty() ? ResultSize{} : of(steps.front());
  }

  std::optional<ResultSize> of_step(NodeId step) const {
    switch (tree_[step].op_kind) {
      case OperatorKind::Take:
      case OperatorKind::Top: return limited_by(step);
      case OperatorKind::Count:
      case OperatorKind::Distinct:
      case OperatorKind::GetSchema:
      case OperatorKind::MakeSeries:
      case OperatorKind::Sample:
      case OperatorKind::SampleDistinct:
      case OperatorKind::Summarize:
      case OperatorKind::TopHitters: return kLimited;
      case OperatorKind::None:
      case OperatorKind::Opaque:
      case OperatorKind::Evaluate:
      case OperatorKind::Invoke:
      case OperatorKind::MvApply: return ResultSize{};
      default: return std::nullopt;
    }
  }

  ResultSize limited_by(NodeId step) const {
    for (const NodeId child : tree_.children(step)) {
      if (tree_[child].kind != NodeKind::Literal) continue;
      const Token& token = tree_.tokens[tree_[child].token];
      const auto value = literal_value(token.kind, tree_.view(token.range));
      const auto* rows = value ? std::get_if<std::int64_t>(&value->value) : nullptr;
      if (rows != nullptr) return {Kind::Limited, *rows, child};
    }
    return kLimited;
  }

  const Tree& tree_;
  std::map<std::string, ResultSize> named_;
};

}  // namespace

std::vector<StatementSize> result_sizes(const Tree& tree) {
  return Sizes(tree).of_query();
}

NodeId setting(const Tree& tree, std::string_view name) {
  for (const NodeId statement : tree.children(tree.root)) {
    if (tree[statement].kind != NodeKind::Set) continue;
    if (equal_fold(tree.name(tree.child(statement, 0)), name)) return statement;
  }
  return {};
}

}  // namespace adxc::kql

#include <array>

#include "compiler/program/typing.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule result_type_differs;

namespace {

using namespace program;
using expr::TypeSet;

constexpr diag::Kind<std::string_view, std::string, std::string> kResultTypeDiffers{
    {"result-type-differs", diag::Severity::Warning}, "`{}` wants {}, but the expression gives {}"};

struct Wanted {
  std::string_view activity;
  std::string_view property;
  TypeSet types;
};
/// What a run refuses at these places when it is something else.
constexpr std::array<Wanted, 6> kWanted = {
    {{"ForEach", "items", expr::kArray},
     {"Filter", "items", expr::kArray},
     {"Filter", "condition", expr::kBool},
     {"IfCondition", "expression", expr::kBool},
     {"Until", "expression", expr::kBool},
     {"Wait", "waitTimeInSeconds", expr::kNumber | expr::kText}}};

/// Output that is handed over whole is an object, whatever it holds.
void advise(diag::Diagnostic& finding, TypeSet found, TypeSet wanted) {
  if (wanted == expr::kArray && (found & expr::kObject) != 0)
    finding.notes.emplace_back(
        "the rows of a Lookup are `output.value`, the files of a Get "
        "Metadata `output.childItems`");
  if (wanted == expr::kBool && (found & expr::kText) != 0)
    finding.notes.emplace_back("`@{…}` always gives a text; begin with `@` alone");
}

void check_place(const Program& program, Typing& typing, const Activity& activity,
                 const Wanted& wanted, diag::Sink& sink) {
  const document::Document& document = program.document_of(activity.pipeline);
  document::NodeId node = type_property(program, activity, wanted.property);
  if (!node.valid()) return;
  if (document.kind(node) == document::NodeKind::Object) node = document.find(node, "value");
  const Computed* computed = node.valid() ? program.computed_at(activity.pipeline, node) : nullptr;
  if (computed == nullptr || !computed->tree.sound()) return;
  const TypeSet found = expr::infer(computed->tree, typing.names(activity.pipeline)).types;
  if ((found & wanted.types) != 0) return;
  const expr::Node& root = computed->tree[computed->tree.root];
  advise(sink.report(kResultTypeDiffers, {root.span, computed->tree.pointer}, wanted.property,
                     expr::words(wanted.types), expr::words(found)),
         found, wanted.types);
}

void check_program(const Program& program, diag::Sink& sink) {
  Typing typing(program);
  for (const Activity& activity : program.activities) {
    for (const Wanted& wanted : kWanted) {
      if (is_type(activity, wanted.activity)) check_place(program, typing, activity, wanted, sink);
    }
  }
}

}  // namespace

const Rule result_type_differs = {check_program};

}  // namespace adxc::rules

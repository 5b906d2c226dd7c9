#include <array>

#include "compiler/expr/functions.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule function_not_here;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kFunctionNotHere{
    {"function-not-here", diag::Severity::Error}, "`{}()` means nothing in a {}, only in a {}"};

struct Home {
  ObjectKind kind;
  expr::Where where;
};
constexpr std::array<Home, 4> kHomes = {{{ObjectKind::Pipeline, expr::kIn_pipeline},
                                         {ObjectKind::Dataset, expr::kIn_dataset},
                                         {ObjectKind::LinkedService, expr::kIn_linkedService},
                                         {ObjectKind::Trigger, expr::kIn_trigger}}};

std::string_view advice(ObjectKind kind, expr::Where where) {
  if (where == expr::kIn_trigger)
    return "a trigger hands it over as the argument of a parameter of the pipeline";
  const bool declares = kind == ObjectKind::Dataset || kind == ObjectKind::LinkedService;
  return declares ? "declare a parameter here and give it where the pipeline refers to this" : "";
}

void check_call(const Program& program, const Computed& computed, const expr::Node& call,
                diag::Sink& sink) {
  const expr::Where where = call.function->where;
  const ObjectKind kind = program.object(computed.object).kind;
  std::string_view home;
  for (const Home& one : kHomes) {
    if (one.kind == kind && (where & one.where) != 0) return;
    if ((where & one.where) != 0) home = words(one.kind);
  }
  diag::Diagnostic& finding = sink.report(kFunctionNotHere, {call.name_span, computed.tree.pointer},
                                          call.function->name, words(kind), home);
  const std::string_view more = advice(kind, where);
  if (!more.empty()) finding.notes.emplace_back(more);
}

void check_program(const Program& program, diag::Sink& sink) {
  each_expression(program, [&](const Computed& computed, const expr::Tree& tree) {
    for (const expr::Node& node : tree.nodes) {
      const bool bound = node.function != nullptr && node.function->where != expr::kEverywhere;
      if (bound) check_call(program, computed, node, sink);
    }
  });
}

}  // namespace

const Rule function_not_here = {check_program};

}  // namespace adxc::rules

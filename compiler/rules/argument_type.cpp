#include "compiler/program/typing.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule argument_type;

namespace {

using namespace program;

/// What the types of expressions refuse is said by compiler/expr; here it meets what is declared.
void check_program(const Program& program, diag::Sink& sink) {
  Typing typing(program);
  each_expression(program, [&](const Computed& computed, const expr::Tree& tree) {
    expr::check_types(tree, typing.names(computed.object), sink);
  });
}

}  // namespace

constexpr std::string_view kAlso[] = {"member-of-value", "unknown-system-value",
                                      "unknown-member",  "lookup-output",
                                      "never-equal",     "joined-collection"};

const Rule argument_type = {check_program, kAlso};

}  // namespace adxc::rules

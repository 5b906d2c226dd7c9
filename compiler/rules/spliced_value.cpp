#include <optional>
#include <string>

#include "compiler/rules/kusto_text.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule spliced_value;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kSplicedValue{
    {"spliced-value", diag::Severity::Info},
    "a value from outside is put between quotes of the {} as it is; a quote in it ends the text, "
    "and what follows is run"};

/// The first piece from outside that stands between quotes.
std::optional<expr::NodeId> spliced(const expr::Tree& tree) {
  char open = 0;
  for (const expr::NodeId piece : pieces_of(tree)) {
    const expr::Node& node = tree[piece];
    if (node.kind == expr::NodeKind::Literal && node.value.is_string()) {
      open = quote_after(node.value.get<std::string>(), open);
    } else if (open != 0 && comes_from_outside(tree, piece)) {
      return piece;
    }
  }
  return std::nullopt;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Computed& computed : program.computed) {
    if (!computed.activity.valid() || !computed.tree.sound()) continue;
    const document::Document& document = program.document_of(computed.object);
    const std::string_view word = kusto_word(document, computed.node);
    const auto found = word.empty() ? std::nullopt : spliced(computed.tree);
    if (!found) continue;
    diag::Place place = document.place(computed.node);
    place.span = computed.tree[*found].span;
    sink.report(kSplicedValue, place, word)
        .notes.emplace_back("`replace(…)` around it can take the quotes out");
  }
}

}  // namespace

const Rule spliced_value = {check_program};

}  // namespace adxc::rules

#include <algorithm>
#include <optional>
#include <string>

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/kusto_text.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule spliced_query_text;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kSplicedQueryText{
    {"spliced-query-text", diag::Severity::Info},
    "a value from outside becomes part of the {} itself; whoever may set it decides what is run"};

/// The declared type of a parameter of the pipeline, "" when it has none.
std::string_view type_of(const Program& program, const Computed& computed, std::string_view name) {
  const document::Document& document = program.document_of(computed.object);
  const document::NodeId root = program.workspace->objects[computed.object.value].root;
  const document::NodeId properties = object_at(document, root, "properties");
  if (!properties.valid()) return {};
  const document::NodeId parameters = object_at(document, properties, "parameters");
  if (!parameters.valid()) return {};
  const document::NodeId parameter = object_at(document, parameters, name);
  return parameter.valid() ? text_at(document, parameter, "type") : std::string_view{};
}

/// A parameter that can only be a number or a truth value brings no KQL along.
bool is_number(const Program& program, const Computed& computed, expr::NodeId piece) {
  for (const expr::Use& use : computed.tree.uses) {
    if (use.node != piece || use.kind != expr::Use::Kind::PipelineParameter) continue;
    const std::string_view type = type_of(program, computed, use.name);
    return equal_fold(type, "int") || equal_fold(type, "float") || equal_fold(type, "bool");
  }
  return false;
}

/// True inside of a query. What names the table of a command, or the one that a query begins with,
/// cannot come in any other way.
bool is_in_query(std::string_view before, std::string_view word) {
  const std::size_t input = before.rfind("<|");
  if (word == "command" && input == std::string_view::npos) return false;
  if (input != std::string_view::npos) before.remove_prefix(input + 2);
  return !trimmed(before).empty();
}

/// The first piece from outside that stands in a query, outside of quotes.
std::optional<expr::NodeId> spliced(const Program& program, const Computed& computed,
                                    std::string_view word) {
  char open = 0;
  std::string before;
  for (const expr::NodeId piece : pieces_of(computed.tree)) {
    const expr::Node& node = computed.tree[piece];
    if (node.kind == expr::NodeKind::Literal && node.value.is_string()) {
      open = quote_after(node.value.get<std::string>(), open);
      before += node.value.get<std::string>();
    } else if (open == 0 && is_in_query(before, word) && comes_from_outside(computed.tree, piece) &&
               !is_number(program, computed, piece)) {
      return piece;
    } else {
      before += 'x';
    }
  }
  return std::nullopt;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Computed& computed : program.computed) {
    if (!computed.activity.valid() || !computed.tree.sound()) continue;
    const document::Document& document = program.document_of(computed.object);
    const std::string_view word = kusto_word(document, computed.node);
    const auto found = word.empty() ? std::nullopt : spliced(program, computed, word);
    if (!found) continue;
    diag::Place place = document.place(computed.node);
    place.span = computed.tree[*found].span;
    sink.report(kSplicedQueryText, place, word)
        .notes.emplace_back(
            "a function of the database that declares the value as a parameter, as "
            "`declare query_parameters(…)` does for a query, takes it as a value and nothing else");
  }
}

}  // namespace

const Rule spliced_query_text = {check_program};

}  // namespace adxc::rules

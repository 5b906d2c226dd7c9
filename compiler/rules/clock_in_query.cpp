#include "compiler/kql/command.h"
#include "compiler/kql/parser.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule clock_in_query;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kClockInQuery{
    {"clock-in-query", diag::Severity::Info},
    "`{}` reads the clock, so that a copy that is run again reads other rows"};

/// The first call of the clock, in the order of the text.
kql::NodeId clock_of(const kql::Tree& tree) {
  kql::NodeId found;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const kql::NodeId id{i};
    if (tree[id].kind != kql::NodeKind::Call) continue;
    const std::string_view name = tree.view(tree[id].first_child);
    const bool clock = name == "now" || name == "ago";
    if (!clock || (found.valid() && tree[found].range.begin < tree[id].range.begin)) continue;
    found = id;
  }
  return found;
}

void check_query(const Copy& copy, const WrittenText& query, diag::Sink& sink) {
  const kql::Tree tree = kql::parse(query.text);
  const kql::NodeId clock = tree.errors.empty() ? clock_of(tree) : kql::NodeId{};
  if (!clock.valid()) return;
  const kql::Range range = tree[clock].range;
  sink.report(kClockInQuery, place_in(*copy.document, query.node, range.begin, range.end),
              tree.view(clock))
      .notes.emplace_back(
          "the window of a trigger, or `pipeline().TriggerTime`, stays the same "
          "when a run is repeated");
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* source = source_as<model::AzureDataExplorerSource>(copy);
    if (source == nullptr) continue;
    const auto query = written_text(source->query);
    if (query && !kql::is_command(query->text)) check_query(copy, *query, sink);
  }
}

}  // namespace

const Rule clock_in_query = {check_program};

}  // namespace adxc::rules

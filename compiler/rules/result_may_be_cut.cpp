#include "compiler/kql/parser.h"
#include "compiler/kql/result_size.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule result_may_be_cut;

namespace {

using namespace program;

constexpr diag::Kind<> kResultMayBeCut{
    {"result-may-be-cut", diag::Severity::Warning},
    "nothing limits what this query gives, and above 500,000 rows or 64 MB it fails; wanted "
    "`noTruncation` or an operator that limits it"};

/// Settings of the query itself that lift the limit or move it.
constexpr std::string_view kSettings[] = {"notruncation", "truncationmaxrecords",
                                          "truncationmaxsize", "query_take_max_records"};

bool has_own_limit(const kql::Tree& tree) {
  for (const std::string_view name : kSettings) {
    if (kql::setting(tree, name).valid()) return true;
  }
  return false;
}

void check_query(const Copy& copy, const WrittenText& query, diag::Sink& sink) {
  const kql::Tree tree = kql::parse(query.text);
  if (!tree.errors.empty() || has_own_limit(tree)) return;
  for (const auto& [statement, size] : kql::result_sizes(tree)) {
    if (size.kind != kql::ResultSize::Kind::Unlimited) continue;
    const kql::Range range = tree[statement].range;
    sink.report(kResultMayBeCut, place_in(*copy.document, query.node, range.begin, range.end));
    return;
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* source = source_as<model::AzureDataExplorerSource>(copy);
    if (source == nullptr || !is_false(*copy.document, source->node, "noTruncation")) continue;
    const auto query = written_text(source->query);
    if (query && kusto_begin(query->text) < query->text.size()) check_query(copy, *query, sink);
  }
}

}  // namespace

const Rule result_may_be_cut = {check_program};

}  // namespace adxc::rules

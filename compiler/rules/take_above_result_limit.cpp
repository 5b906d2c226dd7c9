#include "compiler/kql/parser.h"
#include "compiler/kql/result_size.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule take_above_result_limit;

namespace {

using namespace program;

constexpr diag::Kind<std::int64_t> kTakeAboveResultLimit{
    {"take-above-result-limit", diag::Severity::Warning},
    "the query may give {} rows, above the 500,000 that the service lets through; wanted "
    "`noTruncation` or fewer rows"};

/// Rows of a result, unless the request lifts the limit.
constexpr std::int64_t kMostRows = 500'000;

void check_query(const Copy& copy, const WrittenText& query, diag::Sink& sink) {
  const kql::Tree tree = kql::parse(query.text);
  if (!tree.errors.empty() || kql::setting(tree, "notruncation").valid()) return;
  if (kql::setting(tree, "truncationmaxrecords").valid()) return;
  for (const auto& [statement, size] : kql::result_sizes(tree)) {
    if (size.rows.value_or(0) <= kMostRows) continue;
    const kql::Range range = tree[size.limit].range;
    sink.report(kTakeAboveResultLimit, place_in(*copy.document, query.node, range.begin, range.end),
                *size.rows);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* source = source_as<model::AzureDataExplorerSource>(copy);
    if (source == nullptr || !is_false(*copy.document, source->node, "noTruncation")) continue;
    if (const auto query = written_text(source->query)) check_query(copy, *query, sink);
  }
}

}  // namespace

const Rule take_above_result_limit = {check_program};

}  // namespace adxc::rules

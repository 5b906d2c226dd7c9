#include "compiler/kql/parser.h"
#include "compiler/kql/result_size.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule truncation_lifted_twice;

namespace {

using namespace program;

constexpr diag::Kind<> kLiftedTwice{
    {"truncation-lifted-twice", diag::Severity::Info},
    "the query sets `notruncation`, which `noTruncation` of the source does already"};
constexpr diag::Kind<std::string_view> kLiftedInVain{
    {"truncation-lifted-twice", diag::Severity::Warning},
    "the query sets `{}`, which makes `noTruncation` of the source ineffective; wanted one of the "
    "two"};

/// Limits of a query's own, beside which the service ignores `notruncation`.
constexpr std::string_view kOwnLimits[] = {"truncationmaxsize", "truncationmaxrecords",
                                           "query_take_max_records"};

void check_query(const Copy& copy, const WrittenText& query, document::NodeId flag,
                 diag::Sink& sink) {
  const kql::Tree tree = kql::parse(query.text);
  const auto report = [&](kql::NodeId set, const auto& kind, const auto&... words) {
    const kql::Range range = tree[set].range;
    sink.report(kind, place_in(*copy.document, query.node, range.begin, range.end), words...)
        .related.push_back({copy.document->key_place(flag), "it is lifted here"});
  };
  const kql::NodeId lifted = kql::setting(tree, "notruncation");
  if (lifted.valid()) report(lifted, kLiftedTwice);
  for (const std::string_view name : kOwnLimits) {
    const kql::NodeId own = kql::setting(tree, name);
    if (own.valid()) report(own, kLiftedInVain, name);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* source = source_as<model::AzureDataExplorerSource>(copy);
    if (source == nullptr || !is_true(*copy.document, source->node, "noTruncation")) continue;
    const auto query = written_text(source->query);
    if (query) check_query(copy, *query, source->no_truncation.node, sink);
  }
}

}  // namespace

const Rule truncation_lifted_twice = {check_program};

}  // namespace adxc::rules

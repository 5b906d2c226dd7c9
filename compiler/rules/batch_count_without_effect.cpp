#include "compiler/rules/expressions.h"
#include "compiler/rules/fixes.h"

namespace adxc::rules {

extern const Rule batch_count_without_effect;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kBatchCountWithoutEffect{
    {"batch-count-without-effect", diag::Severity::Info, diag::kFixable},
    "`{}` takes one item after the other, so `batchCount` has no effect"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    if (!is_type(activity, "ForEach") || !has_literal(program, activity, "isSequential", "true"))
      continue;
    const document::NodeId count = type_property(program, activity, "batchCount");
    if (!count.valid()) continue;
    const document::Document& document = program.document_of(activity.pipeline);
    offer_removal(sink.report(kBatchCountWithoutEffect, document.key_place(count), activity.name),
                  document, count, true);
  }
}

}  // namespace

const Rule batch_count_without_effect = {check_program};

}  // namespace adxc::rules

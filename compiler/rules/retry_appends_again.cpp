#include "compiler/rules/table_writes.h"

namespace adxc::rules {

extern const Rule retry_appends_again;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kRetryAppendsAgain{
    {"retry-appends-again", diag::Severity::Warning},
    "a retry appends to `{}` what the failed attempt may have appended already; wanted "
    "`ingestIfNotExists` with an `ingest-by:` tag, or no retry"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const TableWrite& write : table_writes(program)) {
    if (write.replaces || write.once) continue;
    const Activity& activity = program.activity(write.activity);
    const model::ActivityPolicy* policy = activity.entity->policy.literal();
    if (policy == nullptr || policy->retry.value_or(0) <= 0) continue;
    sink.report(kRetryAppendsAgain, program.place(activity.pipeline, policy->retry.node),
                write.table)
        .related.push_back({write.place, "the table is written to here"});
  }
}

}  // namespace

const Rule retry_appends_again = {check_program};

}  // namespace adxc::rules

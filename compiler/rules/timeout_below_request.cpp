#include "compiler/base/ticks.h"
#include "compiler/program/copies.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule timeout_below_request;

namespace {

using namespace program;

constexpr diag::Kind<std::string, std::string_view, std::string> kTimeoutBelowRequest{
    {"timeout-below-request", diag::Severity::Warning},
    "the activity is ended after {}, before `{}` of {} has passed"};

/// The time a request of the activity may take, when it is written out.
struct Request {
  std::string_view name;
  const model::Property<model::Timespan>* time = nullptr;
};

Request request_of(const model::Activity& activity) {
  const auto* command =
      model::as<model::AzureDataExplorerCommandActivity>(activity.type_properties);
  if (command != nullptr) return {"commandTimeout", &command->command_timeout};
  const auto* copy = model::as<model::CopyActivity>(activity.type_properties);
  const auto* source =
      copy == nullptr ? nullptr : model::as<model::AzureDataExplorerSource>(copy->source);
  return source == nullptr ? Request{} : Request{"queryTimeout", &source->query_timeout};
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Activity& activity : program.activities) {
    const model::ActivityPolicy* policy = activity.entity->policy.literal();
    const model::Timespan* timeout = policy == nullptr ? nullptr : policy->timeout.literal();
    const Request request = request_of(*activity.entity);
    const model::Timespan* needed = request.time == nullptr ? nullptr : request.time->literal();
    if (timeout == nullptr || needed == nullptr || timeout->ticks >= needed->ticks) continue;
    sink.report(kTimeoutBelowRequest, program.place(activity.pipeline, policy->timeout.node),
                print_timespan(timeout->ticks), request.name, print_timespan(needed->ticks))
        .related.push_back({program.place(activity.pipeline, request.time->node),
                            "the request may take this long"});
  }
}

}  // namespace

const Rule timeout_below_request = {check_program};

}  // namespace adxc::rules

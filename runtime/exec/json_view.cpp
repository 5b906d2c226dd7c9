#include "compiler/base/ticks.h"
#include "runtime/exec/output.h"
#include "runtime/exec/views.h"

namespace adxc::exec {
namespace {

using Json = nlohmann::ordered_json;

std::string_view type_of(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::RunStarted: return "run-started";
    case Event::Kind::StepStarted: return "step-started";
    case Event::Kind::StepProgressed: return "step-progressed";
    case Event::Kind::StepRetried: return "step-retried";
    case Event::Kind::StepFinished: return "step-finished";
    case Event::Kind::RunFinished: return "run-finished";
  }
  return "";
}

void put_run(Json& json, const Event& event, const Run& run) {
  json["runId"] = run.id;
  json["pipelineName"] = run.pipeline;
  json["planDigest"] = run.plan_digest;
  if (event.kind == Event::Kind::RunStarted)
    json["steps"] = run.steps.size();
  else
    json["status"] = word(run.status);
}

void put_step(Json& json, const Event& event, const StepRun& step) {
  json["activityName"] = step.name;
  json["activityRunId"] = step.id;
  json["address"] = step.address;
  json["attempt"] = step.attempts;
  if (event.kind == Event::Kind::StepStarted) return;
  if (event.kind == Event::Kind::StepFinished) json["status"] = word(step.status);
  if (event.kind != Event::Kind::StepRetried) json["output"] = output_of(step);
  if (step.error) json["error"] = error_of(step);
}

}  // namespace

void JsonView::notice(const Event& event, const Run& run) {
  const auto put_line = [&](const Json& json) {
    out_ << json.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
  };
  const bool of_run =
      event.kind == Event::Kind::RunStarted || event.kind == Event::Kind::RunFinished;
  if (event.kind == Event::Kind::RunStarted) put_line({{"type", "version"}, {"format", "1.0"}});
  Json json = {{"type", type_of(event.kind)}, {"time", print_datetime(event.time)}};
  if (of_run)
    put_run(json, event, run);
  else
    put_step(json, event, run.steps[event.step]);
  put_line(json);
  out_.flush();
}

}  // namespace adxc::exec

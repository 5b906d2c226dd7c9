#include "runtime/exec/output.h"

#include "compiler/base/ticks.h"

namespace adxc::exec {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kTicksPerMillisecond = kTicksPerSecond / 1000;
constexpr std::string_view kRuntime = "adxc";

std::string dumped(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

/// Whose fault it was, in Data Factory's two words.
std::string_view failure_type(ErrorKind kind) {
  const bool system = kind == ErrorKind::Unavailable || kind == ErrorKind::Timeout;
  return system ? "SystemError" : "UserError";
}

double seconds_of(const StepRun& step) {
  if (step.ended == 0) return 0;
  return static_cast<double>(step.ended - step.started) / static_cast<double>(kTicksPerSecond);
}

/// KB/s to three digits after the point.
double throughput(const StepRun& step) {
  const double seconds = seconds_of(step);
  if (seconds <= 0) return 0;
  const double rate = static_cast<double>(step.counts.data_read) / 1024 / seconds;
  return static_cast<double>(static_cast<std::int64_t>(rate * 1000 + 0.5)) / 1000;
}

Json copy_output(const StepRun& step) {
  const Counts& counts = step.counts;
  Json output = {{"dataRead", counts.data_read}, {"dataWritten", counts.data_written}};
  if (counts.files_read > 0) output["filesRead"] = counts.files_read;
  if (counts.files_written > 0) output["filesWritten"] = counts.files_written;
  output["rowsRead"] = counts.rows_read;
  output["rowsCopied"] = counts.rows_copied;
  if (step.counts_skipped_rows) output["rowsSkipped"] = counts.rows_skipped;
  output["copyDuration"] = static_cast<std::int64_t>(seconds_of(step) + 0.5);
  output["throughput"] = throughput(step);
  output["errors"] = Json::array();
  if (step.error)
    output["errors"].push_back({{"Code", word(step.error->kind)}, {"Message", step.error->text()}});
  output["effectiveIntegrationRuntime"] = kRuntime;
  output["usedParallelCopies"] = 1;
  return output;
}

Json time(std::int64_t ticks) {
  return ticks == 0 ? Json() : Json(print_datetime(ticks));
}

void put_times(Json& json, const char* prefix, std::int64_t started, std::int64_t ended) {
  json[std::string(prefix) + "Start"] = time(started);
  json[std::string(prefix) + "End"] = time(ended);
  json["durationInMs"] = ended == 0 ? 0 : (ended - started) / kTicksPerMillisecond;
}

}  // namespace

nlohmann::ordered_json output_of(const StepRun& step) {
  if (step.started == 0) return Json::object();
  if (step.is_copy) return copy_output(step);
  Json output = {{"count", step.value_count}};
  output["value"] = step.value.empty() ? Json::array() : Json::parse(step.value, nullptr, false);
  output["effectiveIntegrationRuntime"] = kRuntime;
  return output;
}

nlohmann::ordered_json error_of(const StepRun& step) {
  if (!step.error)
    return {{"errorCode", ""}, {"message", ""}, {"failureType", ""}, {"target", step.name}};
  return {{"errorCode", word(step.error->kind)},
          {"message", step.error->text()},
          {"failureType", failure_type(step.error->kind)},
          {"target", step.name}};
}

std::string_view word(Status status) {
  switch (status) {
    case Status::Waiting: return "Waiting";
    case Status::Running: return "InProgress";
    case Status::Succeeded: return "Succeeded";
    case Status::Failed: return "Failed";
    case Status::Skipped: return "Skipped";
    case Status::Cancelled: return "Cancelled";
  }
  return "";
}

static Json activity(const StepRun& step) {
  Json json = {{"activityName", step.name},
               {"activityType", step.type},
               {"activityRunId", step.id},
               {"address", step.address}};
  put_times(json, "activityRun", step.started, step.ended);
  json["status"] = word(step.status);
  json["retryAttempt"] = step.attempts > 1 ? Json(step.attempts - 1) : Json();
  json["output"] = output_of(step);
  json["error"] = error_of(step);
  return json;
}

std::string output_json(const StepRun& step) {
  return dumped(output_of(step), -1);
}

std::string run_json(const Run& run) {
  Json json = {{"pipelineName", run.pipeline}, {"runId", run.id}, {"planDigest", run.plan_digest}};
  put_times(json, "run", run.started, run.ended);
  json["status"] = word(run.status);
  json["activities"] = Json::array();
  for (const StepRun& step : run.steps) json["activities"].push_back(activity(step));
  return dumped(json, 2) + "\n";
}

}  // namespace adxc::exec

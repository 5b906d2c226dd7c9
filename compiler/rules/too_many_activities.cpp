#include "compiler/program/activity_names.h"
#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule too_many_activities;

namespace {

using namespace program;

constexpr diag::Kind<std::size_t, std::size_t> kTooManyActivities{
    {"too-many-activities", diag::Severity::Error},
    "the pipeline has {} activities, those inside of others included; at most {} are allowed"};

/// 40 until February 2024, 80 until 2025. Source: limits of Data Factory.
constexpr std::size_t kMost = 120;

void check_program(const Program& program, diag::Sink& sink) {
  for (std::size_t i = 0; i < program.entities.size(); ++i) {
    const model::Pipeline* pipeline = program.entities[i].pipeline;
    if (pipeline == nullptr) continue;
    const ActivityRange range = activities_of(program, ObjectId{static_cast<std::uint32_t>(i)});
    const std::size_t count = range.end - range.begin;
    if (count <= kMost) continue;
    sink.report(kTooManyActivities, pipeline->document->key_place(pipeline->activities.node), count,
                kMost)
        .notes.emplace_back(
            "parts of it can become pipelines that ExecutePipeline calls; the "
            "limit was 40 until February 2024 and 80 until 2025");
  }
}

}  // namespace

const Rule too_many_activities = {check_program};

}  // namespace adxc::rules

#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule too_many_parameters;

namespace {

using namespace program;

constexpr diag::Kind<std::size_t, std::size_t> kTooManyParameters{
    {"too-many-parameters", diag::Severity::Error},
    "the pipeline declares {} parameters, at most {} are allowed"};

/// Source: limits of Data Factory.
constexpr std::size_t kMost = 50;

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::Pipeline& pipeline : program.pipelines) {
    const auto* declared = pipeline.parameters.literal();
    if (declared == nullptr || declared->size() <= kMost) continue;
    sink.report(kTooManyParameters, pipeline.document->key_place(pipeline.parameters.node),
                declared->size(), kMost);
  }
}

}  // namespace

const Rule too_many_parameters = {check_program};

}  // namespace adxc::rules

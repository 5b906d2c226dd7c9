#include "compiler/base/names.h"
#include "compiler/program/pairs.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule legacy_type;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kLegacyType{
    {"legacy-type", diag::Severity::Info},
    "`{}` is a type of old, which newer formats and settings do not know; wanted a dataset of the "
    "format itself, for example `DelimitedText` or `Json`"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::Dataset& dataset : program.datasets) {
    const std::string type = dataset.type.value_or("");
    const Pairing* pairing = pairing_of(type);
    if (pairing == nullptr || !pairing->legacy) continue;
    sink.report(kLegacyType, dataset.document->place(dataset.type.node), type);
  }
}

}  // namespace

const Rule legacy_type = {check_program};

}  // namespace adxc::rules

#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule flush_immediately;

namespace {

using namespace program;

constexpr diag::Kind<> kFlushImmediately{
    {"flush-immediately", diag::Severity::Info},
    "`flushImmediately` makes an extent of every piece, where ingestion would gather them first; "
    "many small extents burden the cluster"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const auto* adx = sink_as<model::AzureDataExplorerSink>(copy);
    if (adx == nullptr || !is_true(*copy.document, adx->node, "flushImmediately")) continue;
    sink.report(kFlushImmediately, copy.document->key_place(adx->flush_immediately.node));
  }
}

}  // namespace

const Rule flush_immediately = {check_program};

}  // namespace adxc::rules

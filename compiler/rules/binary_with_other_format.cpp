#include "compiler/program/copies.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule binary_with_other_format;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kBinaryWithOther{
    {"binary-with-other-format", diag::Severity::Error},
    "`{}` moves files as they are and cannot stand against `{}`; wanted {}"};

void check_copy(const Copy& copy, diag::Sink& sink) {
  if (copy.source.shape == Shape::Unknown || copy.sink.shape == Shape::Unknown) return;
  const bool read = copy.source.shape == Shape::Bytes;
  if (read == (copy.sink.shape == Shape::Bytes)) return;
  const CopyEnd& binary = read ? copy.source : copy.sink;
  const CopyEnd& other = read ? copy.sink : copy.source;
  sink.report(kBinaryWithOther, copy.document->place(copy.document->find(binary.node, "type")),
              binary.type, other.type, read ? "`BinarySink`" : "`BinarySource`")
      .related.push_back({copy.document->place(copy.document->find(other.node, "type")),
                          read ? "the sink is here" : "the source is here"});
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule binary_with_other_format = {check_program};

}  // namespace adxc::rules

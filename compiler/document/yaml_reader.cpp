#include "compiler/document/intake.h"

namespace adxc::document {
namespace {

constexpr diag::Kind<> kUnsupported{{"yaml-syntax", diag::Severity::Error},
                                    "YAML cannot be read yet"};

}  // namespace

Document read_yaml(const text::SourceFile& file, diag::Sink& sink, const Limits&) {
  sink.report(kUnsupported, {{file.id, 0, 0}, ""});
  return broken_document(file);
}

}  // namespace adxc::document

// Templates of ARM: whatever the text, reading it as a factory ends, the document stays whole, and
// every finding stands inside of the text. A text in brackets is read as one expression too.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/arm/parser.h"
#include "compiler/program/program.h"
#include "compiler/rules/rules.h"

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

void expect_inside(const adxc::diag::Sink& sink, std::size_t size) {
  for (const auto& finding : sink.all()) {
    expect(finding.place.span.begin <= finding.place.span.end);
    expect(finding.place.span.end <= size);
  }
}

void read_expression(std::string_view text) {
  adxc::text::SourceMap sources;
  const auto& file = sources.add("x.json", std::string(text));
  const adxc::text::Span all{file.id, 0, static_cast<std::uint32_t>(text.size())};
  adxc::diag::Sink sink;
  (void)adxc::arm::parse(adxc::text::Fragment::verbatim(text, all), "", sink);
  expect_inside(sink, text.size());
}

void read_template(std::string_view text) {
  adxc::program::Workspace workspace;
  adxc::diag::Sink sink;
  adxc::program::add_file(workspace, "ARMTemplateForFactory.json", std::string(text), sink);
  const adxc::document::Document& document = workspace.documents.front();
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    (void)document.pointer({i});
    (void)document.fragment({i});
  }
  const adxc::program::Program program = adxc::program::resolve(workspace, sink);
  adxc::rules::check(program, sink);
  expect_inside(sink, text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (text.starts_with('[')) read_expression(text);
  read_template(text);
  return 0;
}

// KQL: whatever the text, reading, binding, laying out and completing it end, and every finding
// stands inside of the text.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/kql/bind.h"
#include "compiler/kql/command.h"
#include "compiler/kql/complete.h"
#include "compiler/kql/format.h"
#include "compiler/kql/parser.h"

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

void read_and_bind(std::string_view text) {
  adxc::text::SourceMap sources;
  const auto& file = sources.add("q.kql", std::string(text));
  const adxc::text::Span all{file.id, 0, static_cast<std::uint32_t>(text.size())};
  const auto fragment = adxc::text::Fragment::verbatim(text, all);
  adxc::diag::Sink sink;
  const adxc::kql::Reporting reporting{fragment, "", sink};
  adxc::kql::check(nullptr, reporting);
  const adxc::kql::Tree tree = adxc::kql::parse(text);
  (void)adxc::kql::dump(tree);
  adxc::kql::report_syntax(tree, reporting);
  (void)adxc::kql::bind(tree, {}, reporting);
  for (const auto& finding : sink.all()) {
    expect(finding.place.span.begin <= finding.place.span.end);
    expect(finding.place.span.end <= text.size());
  }
}

/// What is laid out reads the same, and laying it out again changes nothing.
void lay_out(std::string_view text) {
  const auto once = adxc::kql::format(text);
  if (!once) return;
  const auto again = adxc::kql::format(*once);
  expect(again && *again == *once);
}

/// The place is taken from the text, so that the fuzzer may choose it.
void complete_somewhere(std::string_view text) {
  const std::size_t size = text.size();
  const std::size_t offset = size == 0 ? 0 : static_cast<unsigned char>(text[size / 2]) % size;
  const auto found = adxc::kql::complete(text, offset, nullptr);
  expect(found.replaced.begin <= found.replaced.end && found.replaced.end <= size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parts = adxc::kql::split_command(text);
  expect(parts.head.end <= size && parts.tail.end <= size);
  read_and_bind(text);
  lay_out(text);
  complete_somewhere(text);
  return 0;
}

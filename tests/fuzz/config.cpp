// adxc.yaml: whatever the text, reading it ends, every mistake stands inside of the text, and a
// configuration without mistakes answers what it is asked.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "compiler/policy/choice.h"

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace adxc;
  const auto file =
      policy::config_from("adxc.yaml", std::string(reinterpret_cast<const char*>(data), size));
  for (const diag::Diagnostic& finding : file->mistakes.all()) {
    expect(finding.place.span.begin <= finding.place.span.end);
    expect(finding.place.span.end <= size);
  }
  (void)file->shown();
  if (!file->mistakes.all().empty()) return 0;
  policy::Choice choice(file->config, {}, "2026-01-01");
  for (const char* path : {"", "pipeline/a.json", "a/b/c/dataset/d.yaml"})
    (void)choice.level({"non-canonical-case", diag::Severity::Info}, path);
  expect(choice.level({"json-syntax", diag::Severity::Error}, "\n") == policy::Level::Error ||
         !file->config.per_path.empty());
  return 0;
}

#include "compiler/report/fingerprint.h"

#include <fmt/format.h>

#include "compiler/base/digest.h"

namespace adxc::report {

std::string Fingerprints::of(const diag::Diagnostic& diagnostic) {
  const std::string key =
      fmt::format("{}\n{}\n{}", diagnostic.rule.slug,
                  sources_.file(diagnostic.place.span.file).path, diagnostic.place.pointer);
  return fmt::format("{}:{}", sha256_hex(key).substr(0, 16), ++seen_[key]);
}

}  // namespace adxc::report

#include "compiler/rules/rules.h"

#include <algorithm>
#include <string>

namespace adxc::rules {

#define ADXC_ENTRY(name) extern const Rule name;
#include "entries.inc"
#undef ADXC_ENTRY

namespace {

bool is_wanted(std::string name, const Rule& rule, const Wanted& wanted) {
  if (!wanted || rule.also.data() == kSlugsFromElsewhere) return true;
  std::replace(name.begin(), name.end(), '_', '-');
  return wanted(name) || std::any_of(rule.also.begin(), rule.also.end(), wanted);
}

}  // namespace

void check(const program::Program& program, diag::Sink& sink, const Wanted& wanted) {
#define ADXC_ENTRY(name) \
  if (is_wanted(#name, name, wanted)) name.check(program, sink);
#include "entries.inc"
#undef ADXC_ENTRY
}

}  // namespace adxc::rules

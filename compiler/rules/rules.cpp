#include "compiler/rules/rules.h"

namespace adxc::rules {

#define ADXC_ENTRY(name) extern const Rule name;
#include "entries.inc"
#undef ADXC_ENTRY

void check(const program::Program& program, diag::Sink& sink) {
#define ADXC_ENTRY(name) name.check(program, sink);
#include "entries.inc"
#undef ADXC_ENTRY
}

}  // namespace adxc::rules

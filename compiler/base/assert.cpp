#include "compiler/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace adxc {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "adxc: assertion failed: %s (%s:%d); this is a bug in adxc\n", condition,
               file, line);
  std::abort();
}

}  // namespace adxc

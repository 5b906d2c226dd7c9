#include "compiler/base/version.h"

namespace adxc {

std::string_view version() {
  return ADXC_VERSION;
}

}  // namespace adxc

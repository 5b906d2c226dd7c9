#include "runtime/engine/scalars.h"
namespace adxc::engine {
Result<void> register_scalars(Connection&) {
  return {};
}
}  // namespace adxc::engine

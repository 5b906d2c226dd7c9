// What reads as a plan is written as the same plan again, whatever it is.
#include "compiler/plan/plan.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace adxc;
  const auto plan = plan::read({reinterpret_cast<const char*>(data), size});
  if (!plan) return 0;
  const std::string text = plan::write(*plan);
  const auto again = plan::read(text);
  if (!again || plan::write(*again) != text || plan::describe(*again) != plan::describe(*plan))
    std::abort();
  return 0;
}

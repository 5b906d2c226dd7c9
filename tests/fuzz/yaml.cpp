#include "compiler/document/document.h"
#include "read_document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  adxc::read_and_check("a.yaml", {reinterpret_cast<const char*>(data), size});
  return 0;
}

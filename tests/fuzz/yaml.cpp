#include "../unit/compiler/document/same_document.h"
#include "compiler/document/document.h"
#include "read_document.h"

// A document that keeps its promises, and the same one whichever of the two readers reads it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  adxc::read_and_check("a.yaml", text);
  adxc::text::SourceMap sources;
  const std::string what = adxc::document::difference_of_yaml_readers(sources.add("a.yaml", text));
  if (what.empty()) return 0;
  std::fprintf(stderr, "the readers differ: %s\n", what.c_str());
  std::abort();
}

#include "compiler/base/names.h"
#include "runtime/formats/format.h"

namespace adxc::formats {

#define ADXC_ENTRY(name) extern const Format name;
#include "entries.inc"
#undef ADXC_ENTRY

std::vector<const Format*> all() {
  std::vector<const Format*> formats;
#define ADXC_ENTRY(name) formats.push_back(&name);
#include "entries.inc"
#undef ADXC_ENTRY
  return formats;
}

const Format* find(std::string_view dataset_type) {
  for (const Format* format : all()) {
    if (equal_fold(format->dataset_type, dataset_type)) return format;
  }
  return nullptr;
}

}  // namespace adxc::formats

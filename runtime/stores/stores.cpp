#include "compiler/base/names.h"
#include "runtime/stores/store.h"

namespace adxc::stores {

#define ADXC_ENTRY(name) extern const Store name;
#include "entries.inc"
#undef ADXC_ENTRY

std::vector<const Store*> all() {
  std::vector<const Store*> stores;
#define ADXC_ENTRY(name) stores.push_back(&name);
#include "entries.inc"
#undef ADXC_ENTRY
  return stores;
}

const Store* find(std::string_view linked_service_type) {
  for (const Store* store : all()) {
    if (equal_fold(store->linked_service, linked_service_type)) return store;
  }
  return nullptr;
}

}  // namespace adxc::stores

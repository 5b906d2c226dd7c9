#include "compiler/program/pairs.h"

#include <algorithm>

#include "compiler/base/names.h"

namespace adxc::program {
namespace {

#include "pairs.inc"

}  // namespace

bool Pairing::in_files() const {
  return linked_services.data() == std::data(kFileServices);
}

std::span<const Pairing> pairings() {
  return kPairings;
}

std::span<const FileStore> file_stores() {
  return kFileStores;
}

bool lists(std::span<const std::string_view> names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view known) { return equal_fold(known, name); });
}

const Pairing* pairing_of(std::string_view dataset) {
  for (const Pairing& pairing : kPairings) {
    if (equal_fold(pairing.dataset, dataset)) return &pairing;
  }
  return nullptr;
}

Shape shape_of(std::string_view source_or_sink) {
  for (const Pairing& pairing : kPairings) {
    if (lists(pairing.sources, source_or_sink) || lists(pairing.sinks, source_or_sink)) {
      return pairing.shape;
    }
  }
  return Shape::Unknown;
}

const FileStore* file_store_of(std::string_view linked_service) {
  for (const FileStore& store : kFileStores) {
    if (equal_fold(store.linked_service, linked_service)) return &store;
  }
  return nullptr;
}

}  // namespace adxc::program

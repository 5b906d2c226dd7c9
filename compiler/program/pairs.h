// What goes with what: sources, sinks and linked services of a type of dataset, and the shape of
// its data. The constants are made from schemas/pairs/pairs.yaml.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace adxc::program {

/// What the data of a type looks like to a copy.
enum class Shape : std::uint8_t { Unknown, Table, Tree, Bytes };

/// What goes with a type of dataset. No sinks means that it cannot be written to; no linked
/// services, that they are not judged.
struct Pairing {
  std::string_view dataset;
  std::span<const std::string_view> sources;
  std::span<const std::string_view> sinks;
  std::span<const std::string_view> linked_services;
  Shape shape = Shape::Unknown;
  bool legacy = false;

  /// True if the data stands in files of whatever store.
  bool in_files() const;
};

/// A linked service that holds files.
struct FileStore {
  std::string_view linked_service;
  std::string_view location;
  std::string_view read;
  std::string_view write;  // "" when it cannot be written to
};

std::span<const Pairing> pairings();
std::span<const FileStore> file_stores();

/// True if one of the names is `name`, but for case.
bool lists(std::span<const std::string_view> names, std::string_view name);

/// Of a type of dataset; null when it is not listed.
const Pairing* pairing_of(std::string_view dataset);

/// Of a type of source or sink; Unknown when it is not listed.
Shape shape_of(std::string_view source_or_sink);

/// Of a type of linked service; null when it is none that holds files.
const FileStore* file_store_of(std::string_view linked_service);

}  // namespace adxc::program

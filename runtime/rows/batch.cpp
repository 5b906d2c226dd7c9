#include "runtime/rows/batch.h"

#include <limits>

#include "compiler/base/assert.h"

namespace adxc::rows {

void Batch::clear(std::size_t columns) {
  columns_ = columns;
  arena_.clear();
  cells_.clear();
  lines_.clear();
  file_.clear();
}

void Batch::add(std::string_view text) {
  // Slices are 32 bits wide; a batch is handed on at about a mebibyte, and every reader limits one
  // record to far less than the rest.
  ADXC_ASSERT(arena_.size() + text.size() <= std::numeric_limits<std::uint32_t>::max());
  cells_.push_back(
      {static_cast<std::uint32_t>(arena_.size()), static_cast<std::uint32_t>(text.size()), false});
  arena_ += text;
}

void Batch::add_null() {
  cells_.push_back({0, 0, true});
}

void Batch::end_row(std::uint64_t line) {
  lines_.push_back(line);
  ADXC_ASSERT(cells_.size() == lines_.size() * columns_);
}

void Batch::abandon_row() {
  const std::size_t kept = lines_.size() * columns_;
  for (std::size_t i = kept; i < cells_.size(); ++i) {
    if (cells_[i].null) continue;
    arena_.resize(cells_[i].begin);
    break;
  }
  cells_.resize(kept);
}

Cell Batch::at(std::size_t row, std::size_t column) const {
  const Slice& slice = cells_[row * columns_ + column];
  return {std::string_view(arena_).substr(slice.begin, slice.size), slice.null};
}

}  // namespace adxc::rows

// Rows in flight. A cell is text in the canonical spelling of its Kusto type (see value.h), so that
// no digit of a long, a decimal or a 100 ns tick is ever lost between two stores; null is a flag,
// not a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/base/scalar_type.h"

namespace adxc::rows {

struct Column {
  std::string name;
  ScalarType type = ScalarType::String;
  friend bool operator==(const Column&, const Column&) = default;
};

using Schema = std::vector<Column>;

struct Cell {
  std::string_view text;  // "" when null
  bool null = false;
};

/// Some rows of one schema. Cells live in one arena; clear() keeps its memory.
class Batch {
 public:
  /// About this many bytes of text are gathered before a batch is handed on.
  static constexpr std::size_t kTargetBytes = std::size_t{1} << 20;
  static constexpr std::size_t kTargetRows = 10'000;

  explicit Batch(std::size_t columns = 0) : columns_(columns) {}

  void clear(std::size_t columns);
  /// Appends the next cell of the row being built.
  void add(std::string_view text);
  void add_null();
  /// Ends the row; it must have exactly columns() cells. `line` counts from 1 in `file()`; 0 is
  /// unknown.
  void end_row(std::uint64_t line = 0);
  /// Drops the cells added since the last end_row.
  void abandon_row();

  std::size_t columns() const { return columns_; }
  std::size_t rows() const { return lines_.size(); }
  std::size_t bytes() const { return arena_.size(); }
  bool full() const { return bytes() >= kTargetBytes || rows() >= kTargetRows; }
  Cell at(std::size_t row, std::size_t column) const;
  std::uint64_t line(std::size_t row) const { return lines_[row]; }

  /// Name of the file all rows of the batch came from; "" when they came from no file.
  const std::string& file() const { return file_; }
  void set_file(std::string file) { file_ = std::move(file); }

 private:
  struct Slice {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    bool null = false;
  };
  std::size_t columns_;
  std::string arena_;
  std::vector<Slice> cells_;
  std::vector<std::uint64_t> lines_;
  std::string file_;
};

/// What went through a source or a sink so far.
struct Traffic {
  std::uint64_t bytes = 0;  // as stored: compressed bytes of a compressed file
  std::uint64_t files = 0;  // 0 for stores without files
};

/// Gives rows, batch by batch.
class RowSource {
 public:
  virtual ~RowSource() = default;
  /// Known before the first next().
  virtual const Schema& schema() const = 0;
  /// Fills the batch; false at the end, with an empty batch. Rows in front of a bad one are handed
  /// on before its error.
  virtual Result<bool> next(Batch& batch) = 0;
  /// After an error of next(): true when it concerns one row only, and next() goes on behind it.
  virtual bool can_go_on() const { return false; }
  virtual Traffic traffic() const { return {}; }
};

/// Takes rows. Nothing counts as written before finish() succeeded.
class RowSink {
 public:
  virtual ~RowSink() = default;
  /// What the rows given to write() must look like.
  virtual const Schema& schema() const = 0;
  virtual Result<void> write(const Batch& batch) = 0;
  virtual Result<void> finish() = 0;
  virtual Traffic traffic() const { return {}; }
};

}  // namespace adxc::rows

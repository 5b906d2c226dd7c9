// The answer of a v2 query: frames in, the rows of the primary result out. Every place where the
// service may say that a query failed after it had answered 200 is looked at, and an answer that
// ends early is a failure too.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "runtime/adx/frame_scanner.h"
#include "runtime/adx/row_reader.h"

namespace adxc::adx {

/// Takes one result table.
class TableSink {
 public:
  virtual ~TableSink() = default;
  virtual Result<void> begin(const rows::Schema& schema) = 0;
  /// The batch may be moved away.
  virtual Result<void> batch(rows::Batch& batch) = 0;
};

class Dataset : private FrameHandler {
 public:
  explicit Dataset(TableSink& sink) : sink_(sink), scanner_(*this) {}

  Result<void> feed(std::string_view bytes) { return scanner_.feed(bytes); }
  /// After the last byte: fails unless the answer said that it is complete, and hands on the last
  /// batch.
  Result<void> finish();

 private:
  enum class Kind { Primary, Completion, Other };
  struct Table {
    Kind kind = Kind::Other;
    rows::Schema schema;
    std::uint64_t rows = 0;
  };

  Result<void> begin_frame() override;
  Result<void> member(std::string_view name, std::string_view json) override;
  Result<void> row(std::string_view json) override;
  Result<void> end_frame() override;

  std::string text(const char* name) const;
  std::int64_t number(const char* name) const;
  Result<void> no_errors() const;
  bool can_take_rows() const;
  Result<void> open_table();
  Result<void> open_fragment();
  Result<void> declare_table();
  Result<void> take_row(std::string_view json);
  Result<void> check_status(std::string_view json) const;
  Result<void> check_row_count() const;
  Result<void> complete();

  TableSink& sink_;
  FrameScanner scanner_;
  rows::Batch batch_;
  nlohmann::json frame_;              // members of the frame being read, without its rows
  std::vector<std::string> pending_;  // rows that came before the members that say what they are
  std::size_t pending_bytes_ = 0;
  Table* table_ = nullptr;  // of the frame being read, once it is known
  std::map<std::int64_t, Table> tables_;
  bool has_primary_ = false;
  bool complete_ = false;
};

}  // namespace adxc::adx

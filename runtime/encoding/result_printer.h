// A query's result for people (columns in line) or for programs (CSV, JSON lines), as its rows
// come.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/rows/batch.h"

namespace adxc::encoding {

enum class ResultForm { Text, Csv, JsonLines };

/// Prints one table: begin(), any number of batches, end().
class ResultPrinter {
 public:
  virtual ~ResultPrinter() = default;
  virtual void begin(const rows::Schema& schema) = 0;
  virtual void batch(const rows::Batch& batch) = 0;
  virtual void end() = 0;

  static std::unique_ptr<ResultPrinter> make(ResultForm form, std::ostream& out);
};

}  // namespace adxc::encoding

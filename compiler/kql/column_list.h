// The columns an operator makes, with Kusto's rules for names: what is named by hand replaces, what
// is named by us gets a number when the name is taken.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/kql/bound.h"

namespace adxc::kql {

/// A column of a table while it is bound.
struct BoundColumn {
  std::string name;
  ScalarType type = ScalarType::Dynamic;
  bool known = true;  // false: the type is not known, and `type` says nothing
  ExprId value;       // what makes it; of the operator's input row
};

class ColumnList {
 public:
  /// Adds a column; a taken name gets the lowest number behind it that is free. Returns the name it
  /// has.
  const std::string& add(BoundColumn column);
  /// Adds a column, or puts it in place of the one that has its name.
  void put(BoundColumn column);
  bool has(std::string_view name) const;
  const std::vector<BoundColumn>& columns() const { return columns_; }
  std::vector<BoundColumn> take() { return std::move(columns_); }

 private:
  std::vector<BoundColumn> columns_;
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_map<std::string, std::size_t> last_number_;
};

/// True if `name` matches a pattern with stars. Linear in most texts, never exponential.
bool matches(std::string_view pattern, std::string_view name);

}  // namespace adxc::kql

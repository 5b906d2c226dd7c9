#include "compiler/kql/column_list.h"

namespace adxc::kql {

const std::string& ColumnList::add(BoundColumn column) {
  if (has(column.name)) {
    const std::string base = column.name;
    std::size_t& number = last_number_[base];
    do column.name = base + std::to_string(++number);
    while (has(column.name));
  }
  index_.emplace(column.name, columns_.size());
  columns_.push_back(std::move(column));
  return columns_.back().name;
}

void ColumnList::put(BoundColumn column) {
  const auto found = index_.find(column.name);
  if (found == index_.end()) {
    add(std::move(column));
  } else {
    columns_[found->second] = std::move(column);
  }
}

bool ColumnList::has(std::string_view name) const {
  return index_.count(std::string(name)) > 0;
}

bool matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;  // where to go on after a failed attempt
  std::size_t retry = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace adxc::kql

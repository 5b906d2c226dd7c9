#include "compiler/model/row.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "made/model/rows.h"

namespace adxc::model {
namespace {

using std::string_view;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The order of keys: most names are told apart by their length alone.
bool before(string_view a, string_view b) {
  if (a.size() != b.size()) return a.size() < b.size();
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return lower(x) < lower(y); });
}

string_view name_of(const Table& table, const Key& key) {
  const Row& row = table.rows[key.row];
  return key.name == 0 ? row.name : row.aliases[key.name - 1u];
}

/// Position of the first row that goes by `key` and that `take` takes.
template <typename Take>
std::size_t position(const Table& table, string_view key, const Take& take) {
  auto at = std::lower_bound(
      table.keys.begin(), table.keys.end(), key,
      [&](const Key& known, string_view) { return before(name_of(table, known), key); });
  for (; at != table.keys.end() && equal_fold(name_of(table, *at), key); ++at)
    if (take(table.rows[at->row])) return at->row;
  return kNoRow;
}

const Row* row_at(const Table& table, std::size_t position) {
  return position == kNoRow ? nullptr : &table.rows[position];
}

}  // namespace

const Row& RowList::row(std::uint16_t position) {
  return rows::kRows[position];
}

const std::uint16_t* RowList::positions() {
  return rows::kPositions;
}

const Row* find_row(const Table& table, string_view key) {
  return row_at(table, position(table, key, [](const Row&) { return true; }));
}

const Row* find_row(const Table& table, string_view key, string_view within) {
  return row_at(table, row_position(table, key, within));
}

std::size_t row_position(const Table& table, string_view key, string_view within) {
  return position(table, key, [&](const Row& row) { return row.within == within; });
}

const TypeName* find_type(const TypeFamily& family, string_view written) {
  const auto at = std::lower_bound(
      family.keys.begin(), family.keys.end(), written,
      [](const TypeKey& known, string_view name) { return before(known.name, name); });
  const bool found = at != family.keys.end() && equal_fold(at->name, written);
  return found ? &family.types[at->type] : nullptr;
}

std::string date_text(Date date) {
  const Date year = date / 10000;
  const Date month = date / 100 % 100;
  const Date day = date % 100;
  if (year == 0) return "";
  if (month == 0) return fmt::format("{}", year);
  return day == 0 ? fmt::format("{}-{:02}", year, month)
                  : fmt::format("{}-{:02}-{:02}", year, month, day);
}

}  // namespace adxc::model

#include "compiler/tables/order.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"

namespace adxc::tables {
namespace {

class Order {
 public:
  Order(Catalogue& catalogue, Mistakes& mistakes) : catalogue_(&catalogue), mistakes_(&mistakes) {
    for (std::size_t i = 0; i < catalogue.tables.size(); ++i) {
      const Table& table = catalogue.tables[i];
      if (!by_name_.emplace(table.struct_name, i).second)
        mistake(table, fmt::format("there are two tables named `{}`", table.struct_name));
    }
    state_.resize(catalogue.tables.size(), State::Waiting);
  }

  void sort() {
    for (std::size_t i = 0; i < catalogue_->tables.size(); ++i)
      if (catalogue_->tables[i].has_struct) visit(i);
    for (std::size_t i = 0; i < catalogue_->tables.size(); ++i)
      if (state_[i] == State::Waiting) take(i);
    catalogue_->tables = std::move(sorted_);
  }

 private:
  enum class State { Waiting, Visiting, Done };

  void mistake(const Table& table, std::string_view text) {
    mistakes_->push_back(fmt::format("{}: {}: {}", table.file, table.type, text));
  }

  /// Puts a table with a struct after all structs that its own is made of.
  void visit(std::size_t index) {
    const Table& table = catalogue_->tables[index];
    if (state_[index] == State::Visiting) mistake(table, "refers to itself");
    if (state_[index] != State::Waiting) return;
    state_[index] = State::Visiting;
    for (const Row& row : table.rows) visit_type(table, row.type);
    state_[index] = State::Done;
    sorted_.push_back(table);
    sorted_.back().has_struct = true;
  }

  void take(std::size_t index) {
    const Table& table = catalogue_->tables[index];
    for (const Row& row : table.rows) check_type(table, row.type);
    sorted_.push_back(table);
  }

  void visit_type(const Table& table, const Type& type) {
    check_type(table, type);
    if (!type.element.empty()) return visit_type(table, type.element[0]);
    const auto shape = by_name_.find(type.target);
    if (type.kind == Type::Shape && shape != by_name_.end()) visit(shape->second);
    if (type.kind != Type::OneOf && type.kind != Type::Typed) return;
    for (std::size_t i = 0; i < catalogue_->tables.size(); ++i)
      if (catalogue_->tables[i].kind == type.target && catalogue_->tables[i].has_struct) visit(i);
  }

  void check_type(const Table& table, const Type& type) {
    if (!type.element.empty()) return check_type(table, type.element[0]);
    const bool shape = type.kind == Type::Shape || type.kind == Type::Nested;
    const bool kind =
        type.kind == Type::OneOf || type.kind == Type::Typed || type.kind == Type::TypeOf;
    if (shape && by_name_.count(type.target) == 0)
      mistake(table, fmt::format("there is no shape `{}`", type.target));
    if (kind && catalogue_->kind(type.target) == nullptr)
      mistake(table, fmt::format("there is no kind `{}`", type.target));
    if (type.kind == Type::Reference) check_reference(table, type.target);
  }

  void check_reference(const Table& table, const std::string& target) {
    const auto& known = catalogue_->references;
    if (std::find(known.begin(), known.end(), target) == known.end())
      mistake(table, fmt::format("nothing refers to a `{}`", target));
  }

  Catalogue* catalogue_;
  Mistakes* mistakes_;
  std::map<std::string, std::size_t> by_name_;
  std::vector<State> state_;
  std::vector<Table> sorted_;
};

class Check {
 public:
  Check(const Table& table, Mistakes& mistakes) : table_(&table), mistakes_(&mistakes) {}

  void check() {
    std::set<std::string> names;
    std::set<std::string> members;
    for (const Row& row : table_->rows) {
      if (!names.insert(row.within + "/" + row.name).second) mistake(row, "stands there twice");
      if (!members.insert(row.member).second) mistake(row, "has the C++ name of another row");
      check_row(row);
    }
    for (const Condition& condition : table_->conditions) check_condition(condition);
  }

 private:
  void mistake(const Row& row, std::string_view text) {
    mistakes_->push_back(
        fmt::format("{}: {}: `{}` {}", table_->file, table_->type, row.name, text));
  }

  void check_row(const Row& row) {
    const Type& scalar = row.type.element.empty() ? row.type : row.type.element[0];
    if ((scalar.kind == Type::Enum) == row.values.empty()) mistake(row, "needs `values`, or none");
    for (const auto& limit : {row.minimum, row.maximum})
      if (limit && scalar.kind == Type::TimeSpan && !parse_timespan(*limit))
        mistake(row, "has a limit that is no time span");
    const bool listed = std::find(row.values.begin(), row.values.end(),
                                  row.default_value.value_or("")) != row.values.end();
    if (row.default_value && !row.values.empty() && !listed)
      mistake(row, "has a default that is none of its values");
    for (const std::string& other : row.unless) check_name(other);
    for (const std::string& date : {row.since, row.required_until}) check_date(row, date);
  }

  /// `2021`, `2021-05` or `2021-05-21`, with `by ` in front where it may have been earlier.
  void check_date(const Row& row, std::string_view date) {
    if (date.starts_with("by ")) date.remove_prefix(3);
    const std::string_view form = "####-##-##";
    const bool right =
        std::equal(date.begin(), date.end(), form.begin(),
                   form.begin() + static_cast<std::ptrdiff_t>(std::min(date.size(), form.size())),
                   [](char found, char wanted) {
                     return wanted == '#' ? found >= '0' && found <= '9' : found == wanted;
                   });
    const bool whole = date.empty() || date.size() == 4 || date.size() == 7 || date.size() == 10;
    if (!right || !whole) mistake(row, fmt::format("has the date `{}`", date));
  }

  void check_condition(const Condition& condition) {
    check_name(condition.when);
    for (const auto* names : {&condition.needs, &condition.wants, &condition.excludes})
      for (const std::string& name : *names) check_name(name);
  }

  void check_name(const std::string& name) {
    for (const Row& row : table_->rows)
      if (row.name == name) return;
    mistakes_->push_back(fmt::format("{}: {}: a condition names `{}`, which is no property",
                                     table_->file, table_->type, name));
  }

  const Table* table_;
  Mistakes* mistakes_;
};

void check_kinds(const Catalogue& catalogue, Mistakes& mistakes) {
  for (const Table& table : catalogue.tables) {
    const Kind* kind = catalogue.kind(table.kind);
    if (kind == nullptr) continue;
    for (const std::string& type : kind->types)
      if (equal_fold(type, table.type))
        mistakes.push_back(fmt::format("{}: `{}` has a table and is listed among types without one",
                                       table.file, table.type));
  }
}

}  // namespace

void put_in_order(Catalogue& catalogue, Mistakes& mistakes) {
  for (const Table& table : catalogue.tables) Check(table, mistakes).check();
  check_kinds(catalogue, mistakes);
  Order(catalogue, mistakes).sort();
}

}  // namespace adxc::tables

#include "compiler/tables/catalogue.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace adxc::tables {
namespace {

template <typename Things, typename Member>
auto named(const Things& things, std::string_view name, Member member) -> decltype(things.data()) {
  const auto at = std::find_if(things.begin(), things.end(),
                               [&](const auto& thing) { return thing.*member == name; });
  return at == things.end() ? nullptr : &*at;
}

}  // namespace

bool is_entity_kind(std::string_view kind) {
  static constexpr std::array<std::string_view, 7> kKinds = {
      "linkedService",      "dataset",    "activity", "trigger",
      "integrationRuntime", "credential", "dataflow"};
  return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

bool Table::typed_by_itself() const {
  return kind != "entity" && kind != "shape" && !is_entity_kind(kind);
}

const Table* Catalogue::shape(std::string_view name) const {
  const Table* table = named(tables, name, &Table::struct_name);
  return table != nullptr && (table->kind == "shape" || table->kind == "entity") ? table : nullptr;
}

const Kind* Catalogue::kind(std::string_view name) const {
  return named(kinds, name, &Kind::name);
}

std::vector<const Table*> Catalogue::of_kind(std::string_view kind_name) const {
  std::vector<const Table*> found;
  for (const Table& table : tables)
    if (table.kind == kind_name) found.push_back(&table);
  return found;
}

std::string snake_case(std::string_view camel) {
  std::string snake;
  for (const char letter : camel) {
    const bool upper = std::isupper(static_cast<unsigned char>(letter)) != 0;
    if (upper && !snake.empty()) snake += '_';
    snake += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return snake;
}

std::string variant_name(std::string_view kind) {
  std::string name = "Any" + std::string(kind);
  name[3] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[3])));
  return name;
}

}  // namespace adxc::tables

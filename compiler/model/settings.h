// Every property of a decoded struct under its dotted name, whatever the struct: the generic way
// from typed entities to a plan's settings, to expressions and to references.
//
//   for (const Setting& setting : settings(copy.source)) …
//
// gives "type" = "AzureDataExplorerSource", "query" = Expression, "queryTimeout" = Timespan (the
// table's default when the source says nothing), "additionalColumns.0.name" = "Origin", …
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/model/row.h"
#include "made/model/structs.h"

namespace adxc::model {

using SettingValue = std::variant<bool, std::int64_t, double, Timespan, std::string, Secret,
                                  Reference, Any, Expression, PlainObject>;

struct Setting {
  std::string name;       // "location.folderPath"; list items by index, entries of maps by name
  const Row* row;         // what the table says; of the list or map for its items; never null
  document::NodeId node;  // invalid when the value is the table's default
  SettingValue value;     // PlainObject stands for a whole object whose type has no struct
};

/// What text stands for in a place of this row: `00:10:00` in a TimeSpan, `true` in a Bool. For
/// what an expression evaluates to, and for defaults. Errors: Data, which names the row and what it
/// wants.
Result<SettingValue> setting_value(const Row& row, std::string_view text);

/// The row of `type` in objects that say their own type.
extern const Row kTypeRow;

/// Walks made structs; used through settings().
class SettingsWalk {
 public:
  template <typename T>
  void object(const T& made, const std::string& prefix) {
    std::size_t row = 0;
    std::apply(
        [&](const auto&... field) { (property(T::kTable->rows[row++], prefix, field), ...); },
        made.fields());
  }
  template <typename... Types>
  void object(const OneOf<Types...>& typed, const std::string& prefix) {
    std::visit([&](const auto& made) { alternative(made, prefix); }, typed);
  }
  std::vector<Setting> take() { return std::move(found_); }

 private:
  template <typename T>
  void property(const Row& row, const std::string& prefix, const Property<T>& property) {
    const std::string name = prefix + std::string(row.name);
    if (const T* literal = property.literal()) return value(row, name, property.node, *literal);
    if (const Expression* computed = property.expression())
      return add(row, name, property.node, *computed);
    if constexpr (std::is_same_v<T, std::string>) {
      if (const Secret* hidden = secret(property)) return add(row, name, property.node, *hidden);
    }
    if (!property.written() && row.has_default) add_default(row, name);
  }

  template <typename T>
  void value(const Row& row, const std::string& name, document::NodeId node, const T& literal) {
    if constexpr (std::is_constructible_v<SettingValue, std::in_place_type_t<T>, const T&>) {
      add(row, name, node, literal);
    } else {
      object(literal, name + ".");
    }
  }
  template <typename T>
  void value(const Row& row, const std::string& name, document::NodeId,
             const std::vector<T>& items) {
    std::size_t index = 0;
    for (const T& one : items) item(row, name + "." + std::to_string(index++), one);
  }
  template <typename T>
  void value(const Row& row, const std::string& name, document::NodeId,
             const std::vector<Named<T>>& entries) {
    for (const Named<T>& entry : entries) item(row, name + "." + entry.name, entry.value);
  }

  template <typename T>
  void item(const Row& row, const std::string& name, const Property<T>& one) {
    if (const T* literal = one.literal()) value(row, name, one.node, *literal);
    if (const Expression* computed = one.expression()) add(row, name, one.node, *computed);
  }
  template <typename T>
  void item(const Row& row, const std::string& name, const T& one) {
    value(row, name, one.node, one);
  }

  template <typename T>
  void alternative(const Boxed<T>& boxed, const std::string& prefix) {
    const T& made = *boxed;
    if (T::kTable->typed_by_itself)
      add(kTypeRow, prefix + "type", made.node, std::string(T::kTable->type));
    object(made, prefix);
  }
  void alternative(const PlainObject& plain, const std::string& prefix);

  void add(const Row& row, std::string name, document::NodeId node, SettingValue value) {
    found_.push_back({std::move(name), &row, node, std::move(value)});
  }
  void add_default(const Row& row, const std::string& name);

  std::vector<Setting> found_;
};

/// Of a made struct, for example an Activity: "policy.timeout", "typeProperties.source.query".
template <typename T>
std::vector<Setting> settings(const T& made) {
  SettingsWalk walk;
  walk.object(made, "");
  return walk.take();
}

/// Of the object in a polymorphic property, names without the property's own; none when it is
/// absent.
template <typename... Types>
std::vector<Setting> settings(const Property<OneOf<Types...>>& property) {
  SettingsWalk walk;
  if (property.literal() != nullptr) walk.object(*property.literal(), "");
  return walk.take();
}

}  // namespace adxc::model

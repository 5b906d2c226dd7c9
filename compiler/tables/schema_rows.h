// The definitions that JSON Schemas consist of: of values, of plain objects, of types told apart.
#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "compiler/tables/catalogue.h"

namespace adxc::tables {

using Json = nlohmann::ordered_json;

/// Holds for objects whose `type` is this one.
Json has_type(const std::string& type);

/// {"$ref": "#/definitions/name"}
Json reference_to(const std::string& name);

/// By name. `whole` holds those that look further in a schema that is whole: there an object that
/// says its own type is judged with the object around it, else by a schema of its own.
struct SchemaParts {
  std::map<std::string, Json> flat;
  std::map<std::string, Json> whole;
};

/// Makes schemas of rows and tables, and collects the definitions that they refer to.
class SchemaMaker {
 public:
  explicit SchemaMaker(const Catalogue& catalogue) : catalogue_(&catalogue) {}

  /// Schema of a property's value.
  Json property(const Row& row);
  /// Schema of an object of a table; entities have schemas of their own.
  Json object(const Table& table);
  /// The names that `type` may have.
  Json type_names(std::string_view kind) const;

  SchemaParts& parts() { return parts_; }
  const Catalogue& catalogue() const { return *catalogue_; }

 private:
  /// Adds a definition unless there is one.
  template <typename Make>
  Json define(const std::string& name, const Make& make) {
    if (parts_.flat.count(name) == 0) {
      parts_.flat[name] = true;  // so that a definition may refer to itself
      Json made = make();
      parts_.flat[name] = std::move(made);
    }
    return reference_to(name);
  }
  Json value(const Row& row, const Type& type);
  Json usual(const Row& row, const Type& type);
  Json scalar(const Row& row, const Type& type);
  Json list(const Row& row, const Type& type);
  Json whole_number(const Row& row);
  Json timespan(const Row& row);
  Json text(const Row& row);
  Json secret();
  Json secure_string();
  Json key_vault_secret();
  Json reference(const std::string& target);
  Json entity(const std::string& name);
  Json one_of(const std::string& kind);
  Json expression();
  Json computed(const Row& row, const Type& type, Json literal);
  static void add_rules(const Table& table, Json& schema);

  const Catalogue* catalogue_;
  SchemaParts parts_;
};

}  // namespace adxc::tables

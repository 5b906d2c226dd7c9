// JSON Schemas of single properties and of plain objects; schemas of whole definitions stand on
// them.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "compiler/tables/catalogue.h"

namespace adxc::tables {

using Json = nlohmann::ordered_json;

/// Holds for objects whose `type` is this one.
Json has_type(const std::string& type);

/// How far a schema looks.
enum class Depth {
  Flat,   // objects that say their own type are judged by a schema of their own
  Whole,  // all in one, for editors
};

/// Makes schemas that refer to `#/definitions/…`, and collects those definitions.
class SchemaMaker {
 public:
  SchemaMaker(const Catalogue& catalogue, Depth depth) : catalogue_(&catalogue), depth_(depth) {}

  /// Schema of a property's value.
  Json property(const Row& row);
  /// Schema of an object of a table; entities have schemas of their own.
  Json object(const Table& table);
  /// {"$ref": …} to the definition of a table, which is added when it is new.
  Json reference_to(const Table& table);
  /// The names that `type` may have.
  Json type_names(std::string_view kind) const;
  /// Adds `required`, conditions and exclusions of a table to the schema of its object.
  static void add_rules(const Table& table, Json& schema);

  /// Adds a definition unless there is one; `make` makes it.
  template <typename Make>
  Json define(const std::string& name, const Make& make) {
    if (!definitions_.contains(name)) {
      definitions_[name] = true;  // so that a definition may refer to itself
      Json made = make();
      definitions_[name] = std::move(made);
    }
    return {{"$ref", "#/definitions/" + name}};
  }
  const Json& definitions() const { return definitions_; }
  Depth depth() const { return depth_; }
  const Catalogue& catalogue() const { return *catalogue_; }

 private:
  Json value(const Row& row, const Type& type);
  Json scalar(const Row& row, const Type& type);
  Json timespan(const Row& row);
  Json text(const Row& row);
  Json secret();
  Json secure_string();
  Json key_vault_secret();
  Json reference(const std::string& target);
  Json one_of(const std::string& kind);
  Json expression();
  Json computed(const Row& row, const Type& type, Json literal);

  const Catalogue* catalogue_;
  Depth depth_;
  Json definitions_ = Json::object();
};

}  // namespace adxc::tables

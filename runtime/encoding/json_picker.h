// Columns out of JSON objects: every property they have, or the ones that were chosen.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/encoding/json_object.h"

namespace adxc::encoding {

/// A value that outlives its object; see JsonValue.
struct JsonField {
  JsonKind kind = JsonKind::Null;
  std::string text;
};

class JsonPicker {
 public:
  /// A column for a property of the object. Once columns are chosen, nothing else is taken.
  void choose_property(const std::string& name);
  /// A column, named `path`, for what lies at that path. Errors (Unsupported): it is no path.
  Result<void> choose_path(const std::string& path);
  /// From now on a property without a column is an error.
  void fix() { fixed_ = true; }

  const std::vector<std::string>& columns() const { return columns_; }

  /// Fills `fields` with one value a column; what is not there is null. Unless columns were chosen
  /// or fixed, a new property makes a column. Errors: Data, Limit for too many columns.
  Result<void> pick(std::string_view json, std::vector<JsonField>& fields);

 private:
  /// Where a column's value lies below a property.
  struct Target {
    std::size_t column;
    JsonPath rest;
  };

  Result<void> take(std::string_view name, const JsonValue& value, std::vector<JsonField>& fields);
  Result<void> discover(std::string_view name);

  JsonParser parser_;
  std::map<std::string, std::vector<Target>, std::less<>> targets_;
  std::vector<std::string> columns_;
  bool chosen_ = false;
  bool fixed_ = false;
};

}  // namespace adxc::encoding

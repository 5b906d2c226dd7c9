#include "runtime/encoding/json_picker.h"

#include <fmt/format.h>

#include "runtime/encoding/csv.h"

namespace adxc::encoding {
namespace {

/// Goes the rest of the way, from `step` on, into `value`. What is not there leaves `found` as it
/// is.
Result<void> follow(const JsonValue& value, const JsonPath& path, std::size_t step,
                    JsonField& found) {
  if (step == path.size()) {
    found.kind = value.kind;
    found.text = value.text;
    return {};
  }
  if (value.kind != JsonKind::Tree) return {};
  const auto* name = std::get_if<std::string>(&path[step]);
  if ((value.text.front() == '{') != (name != nullptr)) return {};
  JsonParser inner;
  return inner.each(
      value.text,
      [&](std::string_view key, std::size_t position, const JsonValue& below) -> Result<void> {
        const bool same =
            name != nullptr ? key == *name : position == std::get<std::size_t>(path[step]);
        if (!same) return {};
        return follow(below, path, step + 1, found);
      });
}

}  // namespace

void JsonPicker::choose_property(const std::string& name) {
  targets_[name].push_back({columns_.size(), {}});
  columns_.push_back(name);
  chosen_ = true;
}

Result<void> JsonPicker::choose_path(const std::string& path) {
  const auto steps = parse_json_path(path);
  if (!steps || !std::holds_alternative<std::string>(steps->front())) {
    return fail(
        ErrorKind::Unsupported,
        fmt::format("adxc cannot follow the path `{}`; it takes properties and positions, as "
                    "in $['a']['b'][0]",
                    path));
  }
  targets_[std::get<std::string>(steps->front())].push_back(
      {columns_.size(), JsonPath(steps->begin() + 1, steps->end())});
  columns_.push_back(path);
  chosen_ = true;
  return {};
}

Result<void> JsonPicker::pick(std::string_view json, std::vector<JsonField>& fields) {
  fields.resize(columns_.size());
  for (JsonField& field : fields) field.kind = JsonKind::Null;
  return parser_.each(json, [&](std::string_view name, std::size_t, const JsonValue& value) {
    return take(name, value, fields);
  });
}

Result<void> JsonPicker::take(std::string_view name, const JsonValue& value,
                              std::vector<JsonField>& fields) {
  if (targets_.find(name) == targets_.end()) {
    if (chosen_) return {};
    ADXC_TRY(discover(name));
    fields.emplace_back();
  }
  for (const Target& target : targets_.find(name)->second) {
    ADXC_TRY(follow(value, target.rest, 0, fields[target.column]));
  }
  return {};
}

Result<void> JsonPicker::discover(std::string_view name) {
  if (fixed_) {
    return fail(ErrorKind::Data, fmt::format("the property `{}` is in none of the first objects, "
                                             "which decide the columns; a mapping would name them",
                                             name));
  }
  if (columns_.size() == kMaxFields) {
    return fail(ErrorKind::Limit, fmt::format("there are more than {} properties", kMaxFields));
  }
  targets_[std::string(name)].push_back({columns_.size(), {}});
  columns_.emplace_back(name);
  return {};
}

}  // namespace adxc::encoding

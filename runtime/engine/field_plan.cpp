#include "runtime/engine/field_plan.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"

namespace adxc::engine {

namespace {

using nlohmann::json;

/// A member whose name is one of `names` but for case, or null.
const json* member(const json& object, std::initializer_list<std::string_view> names) {
  if (!object.is_object()) return nullptr;
  for (const auto& [key, value] : object.items()) {
    for (std::string_view name : names) {
      if (equal_fold(key, name) && !value.is_null()) return &value;
    }
  }
  return nullptr;
}

/// A setting of an element: among its Properties, or beside them in the old dialect.
const json* setting(const json& element, std::string_view name) {
  if (const json* properties = member(element, {"Properties"})) {
    if (const json* found = member(*properties, {name})) return found;
  }
  return member(element, {name});
}

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

tl::unexpected<Refusal> wrong_mapping(std::string message) {
  return bad_request("BadRequest_InvalidMapping", std::move(message));
}

/// `['key']` or `[3]` at the front of `path`, which is shortened by it.
std::optional<PathStep> bracket_step(std::string_view& path) {
  const bool quoted = path.size() > 1 && (path[1] == '\'' || path[1] == '"');
  const std::size_t end = quoted ? path.find(std::string{path[1], ']'}) : path.find(']');
  if (end == path.npos) return std::nullopt;
  const std::size_t begin = quoted ? 2 : 1;
  if (end < begin) return std::nullopt;
  const std::string_view inner = path.substr(begin, end - begin);
  path.remove_prefix(end + begin);
  if (quoted) return PathStep(std::string(inner));
  if (const auto index = whole_number(inner)) return PathStep(*index);
  return std::nullopt;
}

Answer<FieldPlan> plan_csv(const json& element, std::string_view column) {
  const json* constant = setting(element, "ConstValue");
  if (constant) return FieldPlan{FieldPlan::From::Constant, 0, text_of(*constant), {}};
  const json* ordinal = setting(element, "Ordinal");
  const auto number = ordinal ? whole_number(text_of(*ordinal)) : std::nullopt;
  if (!number) {
    return wrong_mapping(fmt::format(
        "the mapping gives column '{}' neither an ordinal from 0 nor a constant", column));
  }
  return FieldPlan{FieldPlan::From::Ordinal, *number, {}, {}};
}

Answer<FieldPlan> plan_json(const json& element, std::string_view column) {
  const json* constant = setting(element, "ConstValue");
  if (constant) return FieldPlan{FieldPlan::From::Constant, 0, text_of(*constant), {}};
  const json* path = setting(element, "Path");
  if (!path || !path->is_string()) {
    return wrong_mapping(
        fmt::format("the mapping gives column '{}' neither a path nor a constant", column));
  }
  const auto text = path->get<std::string>();
  if (!text.starts_with('$')) return FieldPlan{FieldPlan::From::Constant, 0, text, {}};
  auto steps = read_json_path(text);
  if (!steps) {
    return wrong_mapping(fmt::format(
        "the path '{}' of column '{}' is not like $.name['other name'][0]", text, column));
  }
  return FieldPlan{FieldPlan::From::Path, 0, {}, std::move(*steps)};
}

Answer<FieldPlan> plan_element(const json& element, std::string_view kind,
                               std::string_view column) {
  const json* transform = setting(element, "Transform");
  if (!transform || equal_fold(text_of(*transform), "None")) {
    return kind == "csv" ? plan_csv(element, column) : plan_json(element, column);
  }
  if (equal_fold(text_of(*transform), "SourceLineNumber")) {
    return FieldPlan{FieldPlan::From::LineNumber, 0, {}, {}};
  }
  return wrong_mapping(
      fmt::format("the embedded engine does not know the transformation '{}' of column '{}'",
                  text_of(*transform), column));
}

}  // namespace

std::optional<std::vector<PathStep>> read_json_path(std::string_view path) {
  if (!path.starts_with('$')) return std::nullopt;
  path.remove_prefix(1);
  std::vector<PathStep> steps;
  while (!path.empty()) {
    if (path.front() == '[') {
      auto step = bracket_step(path);
      if (!step) return std::nullopt;
      steps.push_back(std::move(*step));
      continue;
    }
    if (path.front() != '.') return std::nullopt;
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find_first_of(".["), path.size());
    if (end == 0) return std::nullopt;
    steps.emplace_back(std::string(path.substr(0, end)));
    path.remove_prefix(end);
  }
  return steps;
}

Answer<FieldPlans> plan_fields(const Table& table, std::string_view kind,
                               std::string_view mapping_json) {
  const json mapping = json::parse(mapping_json, nullptr, false);
  if (!mapping.is_array()) return wrong_mapping("the mapping is not a JSON array of objects");
  FieldPlans plans(table.columns.size());
  for (const json& element : mapping) {
    const json* named = member(element, {"Column", "Name"});
    if (!named || !named->is_string()) {
      return wrong_mapping("an element of the mapping names no column");
    }
    const auto column = named->get<std::string>();
    const auto found = std::ranges::find(table.columns, column, &rows::Column::name);
    if (found == table.columns.end()) {
      return wrong_mapping(fmt::format(
          "the mapping names the column '{}', which table '{}' has not", column, table.name));
    }
    auto plan = plan_element(element, kind, column);
    if (!plan) return tl::make_unexpected(plan.error());
    plans[static_cast<std::size_t>(found - table.columns.begin())] = std::move(*plan);
  }
  return plans;
}

FieldPlans identity_plan(const Table& table, std::string_view kind) {
  FieldPlans plans;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (kind == "csv") {
      plans.push_back({FieldPlan::From::Ordinal, i, {}, {}});
    } else {
      plans.push_back({FieldPlan::From::Path, 0, {}, {table.columns[i].name}});
    }
  }
  return plans;
}

}  // namespace adxc::engine

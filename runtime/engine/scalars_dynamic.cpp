// Dynamic values: access, construction, arrays and bags.
#include <span>

#include "compiler/base/ticks.h"
#include "runtime/engine/field_plan.h"
#include "runtime/engine/json_value.h"
#include "runtime/engine/moments.h"
#include "runtime/engine/scalar_function.h"
#include "runtime/rows/json_text.h"
#include "runtime/rows/numbers.h"

namespace adxc::engine {

namespace {

using Long = std::int64_t;
using Text = std::string_view;
using Dynamic = std::optional<std::string>;

Dynamic member(Text bag, Text key) {
  const Json value = parse_json(bag);
  if (!value.is_object()) return std::nullopt;
  const auto found = value.find(std::string(key));
  return found == value.end() ? std::nullopt : dynamic_of(*found);
}

/// The place of an index that counts from the end when negative.
std::optional<std::size_t> place(Long index, std::size_t size) {
  const auto count = static_cast<Long>(size);
  const Long at = index < 0 ? index + count : index;
  if (at < 0 || at >= count) return std::nullopt;
  return static_cast<std::size_t>(at);
}

Dynamic element(Text array, Long index) {
  const Json value = parse_json(array);
  const auto at = value.is_array() ? place(index, value.size()) : std::nullopt;
  return at ? dynamic_of(value[*at]) : std::nullopt;
}

std::string json_quoted(Text text) {
  std::string json;
  rows::append_json_string(json, text);
  return json;
}

Dynamic json_bool(bool value) {
  return value ? "true" : "false";
}
Dynamic json_int(std::int32_t value) {
  return std::to_string(value);
}
Dynamic json_long(Long value) {
  return std::to_string(value);
}
Dynamic json_real(double value) {
  const std::string text = rows::print_real(value);
  return value - value == 0 ? text : json_quoted(text);
}
Dynamic json_string(Text value) {
  return json_quoted(value);
}
Dynamic json_datetime(Long value) {
  return json_quoted(print_full_datetime(value));
}
Dynamic json_timespan(Long value) {
  return json_quoted(print_full_timespan(value));
}
Dynamic json_decimal(Text value) {
  return json_quoted(value);
}

Dynamic parse_dynamic(Text text) {
  if (text.empty()) return std::nullopt;
  if (auto json = rows::compact_json(text)) return dynamic_of(parse_json(*json));
  return json_quoted(text);
}

Dynamic as_it_is(Text text) {
  return std::string(text);
}

/// The name of a static type, or what a dynamic value holds.
std::string type_name(Text type, std::optional<Text> text) {
  if (type != "dynamic") return std::string(type);
  const Json value = text ? parse_json(*text) : Json();
  switch (value.type()) {
    case Json::value_t::object: return "dictionary";
    case Json::value_t::array: return "array";
    case Json::value_t::string: return "string";
    case Json::value_t::boolean: return "bool";
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned: return "long";
    case Json::value_t::number_float: return "double";
    default: return "null";
  }
}

/// Each text is JSON already; null stands for JSON null.
Dynamic pack_array(Texts items) {
  std::string json = "[";
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) json += ',';
    json += items[i].value_or("null");
  }
  return json + "]";
}

/// Key, value, key, value …; both JSON, keys strings. A later value of a key is not taken.
Dynamic pack(Texts items) {
  Json bag = Json::object();
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    const std::string key = text_of(parse_json(items[i].value_or("\"\"")));
    if (!bag.contains(key)) bag[key] = parse_json(items[i + 1].value_or("null"));
  }
  return write_json(bag);
}

Dynamic bag_keys(Text text) {
  const Json bag = parse_json(text);
  if (!bag.is_object()) return std::nullopt;
  Json keys = Json::array();
  for (const auto& [key, value] : bag.items()) keys.push_back(key);
  return write_json(keys);
}

std::optional<bool> bag_has_key(Text text, Text key) {
  const Json bag = parse_json(text);
  if (!bag.is_object()) return std::nullopt;
  return bag.contains(std::string(key));
}

/// What a path leads to, or null.
Json* follow(Json* value, std::span<const PathStep> path) {
  for (const PathStep& step : path) {
    const auto* key = std::get_if<std::string>(&step);
    if (key ? !value->is_object() || !value->contains(*key)
            : !value->is_array() || std::get<std::size_t>(step) >= value->size()) {
      return nullptr;
    }
    value = key ? &(*value)[*key] : &(*value)[std::get<std::size_t>(step)];
  }
  return value;
}

/// A key, or the path `$.a.b` of one deeper down.
void remove_key(Json& bag, const std::string& key) {
  const auto path = key.starts_with("$.") ? read_json_path(key) : std::nullopt;
  if (!path || path->empty()) {
    bag.erase(key);
    return;
  }
  Json* holder = follow(&bag, std::span(*path).first(path->size() - 1));
  const auto* last = std::get_if<std::string>(&path->back());
  if (holder && holder->is_object() && last) holder->erase(*last);
}

/// What stands at `$.a[0]`, as text; "" when nothing does.
std::string json_path(Text path, Text text) {
  Json value = parse_json(text);
  const auto steps = path.starts_with('$') ? read_json_path(path) : std::nullopt;
  const Json* found = steps ? follow(&value, *steps) : nullptr;
  return found ? text_of(*found) : "";
}

Dynamic bag_remove_keys(Text text, Text keys) {
  Json bag = parse_json(text);
  if (!bag.is_object()) return std::nullopt;
  for (const Json& key : parse_json(keys)) {
    if (key.is_string()) remove_key(bag, key.get_ref<const std::string&>());
  }
  return write_json(bag);
}

/// The leftmost bag that has a key gives its value.
Json merged(const Json& bags) {
  Json all = Json::object();
  for (const Json& bag : bags) {
    if (!bag.is_object()) continue;
    for (const auto& [key, value] : bag.items()) {
      if (!all.contains(key)) all[key] = value;
    }
  }
  return all;
}

Dynamic bag_merge(Texts bags) {
  return write_json(merged(parse_json(*pack_array(bags))));
}
Dynamic merge_bags(Text bags) {
  return write_json(merged(parse_json(bags)));
}

/// Keys in order, all the way down.
std::string dynamic_to_json(std::optional<Text> text) {
  const auto sorted = nlohmann::json::parse(text.value_or("null"), nullptr, false);
  return sorted.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<bool> equal_dynamic(std::optional<Text> a, std::optional<Text> b) {
  if (!a && !b) return std::nullopt;
  return a && b && parse_json(*a) == parse_json(*b);
}

std::optional<bool> not_equal_dynamic(std::optional<Text> a, std::optional<Text> b) {
  const auto equal = equal_dynamic(a, b);
  if (!equal) return std::nullopt;
  return !*equal;
}

std::optional<std::int32_t> compare_dynamic(Text a, Text b) {
  const Json left = parse_json(a);
  const Json right = parse_json(b);
  if (json_rank(left) != json_rank(right) || json_rank(left) > 1) return std::nullopt;
  return left < right ? -1 : right < left ? 1 : 0;
}

}  // namespace

void add_dynamic_scalars(ScalarFunctions& functions) {
  functions.add("k_member", member);
  functions.add("k_element", element);
  functions.add("k_json_bool", json_bool);
  functions.add("k_json_int", json_int);
  functions.add("k_json_long", json_long);
  functions.add("k_json_real", json_real);
  functions.add("k_json_string", json_string);
  functions.add("k_json_datetime", json_datetime);
  functions.add("k_json_timespan", json_timespan);
  functions.add("k_json_guid", json_string);
  functions.add("k_json_decimal", json_decimal);
  functions.add("k_todynamic_string", parse_dynamic);
  functions.add("k_todynamic_dynamic", as_it_is);
  functions.add("k_dynamic_to_json", dynamic_to_json);
  functions.add("k_gettype", type_name);
  functions.add_texts("k_pack_array", pack_array);
  functions.add_texts("k_pack", pack);
  functions.add("k_json_path", json_path);
  functions.add("k_bag_keys", bag_keys);
  functions.add("k_bag_has_key", bag_has_key);
  functions.add("k_bag_remove_keys", bag_remove_keys);
  functions.add_texts("k_bag_merge", bag_merge);
  functions.add("k_merge_bags", merge_bags);
  functions.add("k_equal_dynamic", equal_dynamic);
  functions.add("k_not_equal_dynamic", not_equal_dynamic);
  functions.add("k_compare_dynamic", compare_dynamic);
}

}  // namespace adxc::engine

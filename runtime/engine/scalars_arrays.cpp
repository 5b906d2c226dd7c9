// Arrays inside dynamic values, as lists and as sets.
#include <algorithm>
#include <set>

#include "runtime/engine/json_value.h"
#include "runtime/engine/scalar_function.h"

namespace adxc::engine {

namespace {

using Long = std::int64_t;
using Text = std::string_view;
using Dynamic = std::optional<std::string>;

std::optional<Long> array_length(Text text) {
  const Json value = parse_json(text);
  if (!value.is_array()) return std::nullopt;
  return static_cast<Long>(value.size());
}

Dynamic array_concat(Texts arrays) {
  Json all = Json::array();
  for (const auto& text : arrays) {
    const Json array = text ? parse_json(*text) : Json();
    if (!array.is_array()) continue;
    all.insert(all.end(), array.begin(), array.end());
  }
  return write_json(all);
}

Dynamic array_slice(Text text, Long first, Long last) {
  const Json array = parse_json(text);
  if (!array.is_array()) return std::nullopt;
  const auto size = static_cast<Long>(array.size());
  const Long begin = std::max<Long>(0, first < 0 ? first + size : first);
  const Long end = std::min(size - 1, last < 0 ? last + size : last);
  Json slice = Json::array();
  for (Long i = begin; i <= end; ++i) slice.push_back(array[static_cast<std::size_t>(i)]);
  return write_json(slice);
}

Dynamic array_reverse(Text text) {
  Json array = parse_json(text);
  if (!array.is_array()) return std::nullopt;
  std::reverse(array.begin(), array.end());
  return write_json(array);
}

/// Place of an occurrence, counted from 1, in `count` items from `start` on; -1 when there is none.
Long array_index_of(Text text, Text wanted, Long start, Long count, Long occurrence) {
  const Json array = parse_json(text);
  const Json value = parse_json(wanted);
  if (!array.is_array()) return -1;
  const auto size = static_cast<Long>(array.size());
  if (start < 0) start = std::max<Long>(0, start + size);
  const Long end = count < 0 ? size : std::min(size, start + std::min(count, size));
  for (Long i = start; i < end; ++i) {
    if (array[static_cast<std::size_t>(i)] == value && --occurrence == 0) return i;
  }
  return -1;
}

std::optional<double> array_sum(Text text) {
  const Json array = parse_json(text);
  if (!array.is_array()) return std::nullopt;
  double sum = 0;
  for (const Json& item : array) {
    if (!item.is_number()) return std::nullopt;
    sum += item.get<double>();
  }
  return sum;
}

std::string strcat_array(Text text, Text delimiter) {
  const Json array = parse_json(text);
  std::string all;
  if (!array.is_array()) return all;
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (i > 0) all += delimiter;
    all += text_of(array[i]);
  }
  return all;
}

/// Values in the order they first appear, each once.
Json distinct(const Json& array) {
  std::set<std::string> seen;
  Json once = Json::array();
  for (const Json& item : array) {
    if (seen.insert(write_json(item)).second) once.push_back(item);
  }
  return once;
}

Dynamic set_of(Text text) {
  const Json array = parse_json(text);
  if (!array.is_array()) return std::nullopt;
  return write_json(distinct(array));
}

/// The first `limit` items of a set.
Dynamic set_of_at_most(Text text, Long limit) {
  Json set = distinct(parse_json(text));
  if (static_cast<Long>(set.size()) > limit && limit >= 0) {
    set.erase(set.begin() + static_cast<std::ptrdiff_t>(limit), set.end());
  }
  return write_json(set);
}

Dynamic set_union(Texts arrays) {
  return set_of(*array_concat(arrays));
}

bool holds(const Json& array, const Json& item) {
  return std::find(array.begin(), array.end(), item) != array.end();
}

/// Items of the first array that all others hold (or none holds).
Dynamic set_select(Texts arrays, bool wanted) {
  if (arrays.empty() || !arrays[0]) return std::nullopt;
  const Json first = distinct(parse_json(*arrays[0]));
  Json chosen = Json::array();
  std::vector<Json> others;
  for (const auto& text : arrays.subspan(1)) others.push_back(text ? parse_json(*text) : Json());
  for (const Json& item : first) {
    const auto has = [&](const Json& array) {
      return holds(array, item) == wanted;
    };
    if (std::ranges::all_of(others, has)) chosen.push_back(item);
  }
  return write_json(chosen);
}

Dynamic set_intersect(Texts arrays) {
  return set_select(arrays, true);
}
Dynamic set_difference(Texts arrays) {
  return set_select(arrays, false);
}

std::optional<bool> set_has_element(Text text, Text item) {
  const Json array = parse_json(text);
  if (!array.is_array()) return std::nullopt;
  return holds(array, parse_json(item));
}

/// The items of an array between commas, or the value itself: make_list flattens one level.
std::string list_items(Text text) {
  const Json value = parse_json(text);
  if (!value.is_array()) return std::string(text);
  std::string all = write_json(value);
  return all.substr(1, all.size() - 2);
}

/// Numbers before texts, in each direction.
Dynamic sorted(Text text, bool descending, bool nulls_last) {
  Json array = parse_json(text);
  if (!array.is_array()) return std::nullopt;
  const auto before = [&](const Json& a, const Json& b) {
    if (a.is_null() != b.is_null()) return b.is_null() == nulls_last;
    if (json_rank(a) != json_rank(b)) return json_rank(a) < json_rank(b);
    return descending ? b < a : a < b;
  };
  std::stable_sort(array.begin(), array.end(), before);
  return write_json(array);
}

Dynamic array_sort_asc(Text text, bool nulls_last) {
  return sorted(text, false, nulls_last);
}
Dynamic array_sort_desc(Text text, bool nulls_last) {
  return sorted(text, true, nulls_last);
}

}  // namespace

void add_array_scalars(ScalarFunctions& functions) {
  functions.add("k_array_length", array_length);
  functions.add_texts("k_array_concat", array_concat);
  functions.add("k_array_slice", array_slice);
  functions.add("k_array_reverse", array_reverse);
  functions.add("k_array_index_of", array_index_of);
  functions.add("k_array_sum", array_sum);
  functions.add("k_array_sort_asc", array_sort_asc);
  functions.add("k_array_sort_desc", array_sort_desc);
  functions.add("k_strcat_array", strcat_array);
  functions.add("k_set", set_of);
  functions.add("k_set_at_most", set_of_at_most);
  functions.add_texts("k_set_union", set_union);
  functions.add_texts("k_set_intersect", set_intersect);
  functions.add_texts("k_set_difference", set_difference);
  functions.add("k_set_has_element", set_has_element);
  functions.add("k_list_items", list_items);
}

}  // namespace adxc::engine

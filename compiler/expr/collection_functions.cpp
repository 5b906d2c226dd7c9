// The functions of group `collection` in schemas/functions/expression.yaml.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/expr/arguments.h"
#include "compiler/expr/utf16.h"

namespace adxc::expr {
namespace {

bool holds(const Value& array, const Value& value) {
  return std::any_of(array.begin(), array.end(),
                     [&](const Value& element) { return same(element, value); });
}

/// Elements that have been seen, so that no array is searched again and again. Objects of one
/// content are one, whatever the order of their keys, and so are 1 and 1.0, see same(). Whole
/// numbers, of which there can be most, see range(), are kept apart.
class Seen {
 public:
  /// False when it was there already.
  bool add(const Value& value) {
    return is_whole(value) ? wholes_.insert(whole(value)).second
                           : values_.insert(sorted(value)).second;
  }
  bool has(const Value& value) const {
    return is_whole(value) ? wholes_.count(whole(value)) > 0 : values_.count(sorted(value)) > 0;
  }

 private:
  /// A number that a double holds exactly.
  static bool is_whole(const Value& value) {
    constexpr double kLargest = 9007199254740992;  // 2^53
    if (!value.is_number()) return false;
    const double number = value.get<double>();
    return std::abs(number) < kLargest && std::trunc(number) == number;
  }
  static std::int64_t whole(const Value& value) {
    return static_cast<std::int64_t>(value.get<double>());
  }
  static nlohmann::json sorted(const Value& value) { return nlohmann::json(value); }
  std::unordered_set<std::int64_t> wholes_;
  std::set<nlohmann::json> values_;
};

bool has_key(const Value& object, std::string_view name) {
  const auto items = object.items();
  return std::any_of(items.begin(), items.end(),
                     [&](const auto& item) { return equal_fold(item.key(), name); });
}

tl::unexpected<Failure> no_collection(const Arguments& arguments, const Value& found,
                                      std::string_view wanted) {
  return arguments.wrong(0, fmt::format("argument 1 is {}, wanted {}", type_name(found), wanted));
}

/// Elements [begin, end) of an array, or characters of a text.
Evaluation slice(const Arguments& arguments, const Value& all, std::size_t begin, std::size_t end) {
  if (all.is_string()) {
    const std::u16string units = to_utf16(all.get<std::string>());
    end = std::min(end, units.size());
    begin = std::min(begin, end);
    return Value(to_utf8(std::u16string_view(units).substr(begin, end - begin)));
  }
  if (!all.is_array()) return no_collection(arguments, all, "an array or a text");
  Value some = Value::array();
  for (std::size_t i = begin; i < std::min(end, all.size()); ++i) some.push_back(all[i]);
  return some;
}

std::size_t size_of(const Value& collection) {
  return collection.is_string() ? to_utf16(collection.get<std::string>()).size()
                                : collection.size();
}

/// One element or character; null of an empty array, "" of an empty text.
Evaluation one(const Arguments& arguments, const Value& all, bool last) {
  const std::size_t size = size_of(all);
  const std::size_t at = last && size > 0 ? size - 1 : 0;
  ADXC_LET(some, slice(arguments, all, at, at + 1));
  if (some.is_string()) return some;
  return some.empty() ? Value(nullptr) : some[0];
}

/// The argument, which must be of the same kind as the first: all arrays or all objects.
Evaluation alike(const Arguments& arguments, std::size_t index, const Value& first) {
  ADXC_LET(found, arguments.value(index));
  if (found.is_array() == first.is_array() && found.is_object() == first.is_object()) return found;
  return arguments.wrong(index, fmt::format("argument {} is {}, wanted {} like the first",
                                            index + 1, type_name(found), type_name(first)));
}

Value common(const Value& a, const Value& b) {
  if (a.is_object()) {
    Value shared = Value::object();
    for (const auto& [key, value] : a.items()) {
      if (b.contains(key) && same(b.at(key), value)) shared[key] = value;
    }
    return shared;
  }
  Seen others;
  for (const Value& value : b) others.add(value);
  Seen taken;
  Value shared = Value::array();
  for (const Value& value : a) {
    if (others.has(value) && taken.add(value)) shared.push_back(value);
  }
  return shared;
}

/// What all collections that were added have in common.
class Intersection {
 public:
  void add(const Value& more) { common_ = common(common_.is_null() ? more : common_, more); }
  Value take() { return std::move(common_); }

 private:
  Value common_;
};

/// What any of the collections that were added has.
class Union {
 public:
  void add(Value more) {
    if (all_.is_null()) all_ = more.is_object() ? Value::object() : Value::array();
    if (more.is_object()) {
      for (const auto& [key, value] : more.items()) all_[key] = value;
      return;
    }
    for (Value& value : more)
      if (taken_.add(value)) all_.push_back(std::move(value));
  }
  Value take() { return std::move(all_); }

 private:
  Seen taken_;
  Value all_;
};

/// All arguments, added to a Union or an Intersection.
template <typename Sum>
Evaluation combined(const Arguments& arguments) {
  ADXC_LET(first, arguments.value(0));
  if (!first.is_array() && !first.is_object()) {
    return no_collection(arguments, first, "an array or an object");
  }
  Sum all;
  all.add(first);
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    ADXC_LET(next, alike(arguments, i, first));
    all.add(std::move(next));
  }
  return all.take();
}

}  // namespace

Evaluation eval_contains(const Arguments& arguments) {
  ADXC_LET(collection, arguments.value(0));
  ADXC_LET(value, arguments.value(1));
  if (collection.is_array()) return Value(holds(collection, value));
  if (!collection.is_object() && !collection.is_string()) {
    return no_collection(arguments, collection, "an array, an object or a text");
  }
  ADXC_LET(part, arguments.text(1));
  if (collection.is_object()) return Value(has_key(collection, part));
  return Value(collection.get<std::string>().find(part) != std::string::npos);
}

Evaluation eval_empty(const Arguments& arguments) {
  ADXC_LET(collection, arguments.value(0));
  if (collection.is_number() || collection.is_boolean()) {
    return no_collection(arguments, collection, "an array, an object or a text");
  }
  return Value(size_of(collection) == 0);
}

Evaluation eval_first(const Arguments& arguments) {
  ADXC_LET(collection, arguments.value(0));
  return one(arguments, collection, false);
}

Evaluation eval_last(const Arguments& arguments) {
  ADXC_LET(collection, arguments.value(0));
  return one(arguments, collection, true);
}

Evaluation eval_length(const Arguments& arguments) {
  ADXC_LET(collection, arguments.value(0));
  if (!collection.is_array() && !collection.is_string()) {
    return no_collection(arguments, collection, "an array or a text");
  }
  return Value(static_cast<std::int64_t>(size_of(collection)));
}

Evaluation eval_skip(const Arguments& arguments) {
  ADXC_LET(collection, arguments.value(0));
  ADXC_LET(count, arguments.integer(1));
  return slice(arguments, collection, static_cast<std::size_t>(std::max<std::int64_t>(count, 0)),
               size_of(collection));
}

Evaluation eval_take(const Arguments& arguments) {
  ADXC_LET(collection, arguments.value(0));
  ADXC_LET(count, arguments.integer(1));
  return slice(arguments, collection, 0,
               static_cast<std::size_t>(std::max<std::int64_t>(count, 0)));
}

Evaluation eval_join(const Arguments& arguments) {
  ADXC_LET(array, arguments.array(0));
  ADXC_LET(separator, arguments.text(1));
  std::string text;
  for (std::size_t i = 0; i < array.size(); ++i) {
    text += (i > 0 ? separator : "") + to_text(array[i]);
    ADXC_TRY(arguments.room_for(text.size()));
  }
  return Value(std::move(text));
}

Evaluation eval_intersection(const Arguments& arguments) {
  return combined<Intersection>(arguments);
}

Evaluation eval_union(const Arguments& arguments) {
  return combined<Union>(arguments);
}

}  // namespace adxc::expr

#include "compiler/expr/types.h"

#include <algorithm>
#include <array>
#include <vector>

#include "compiler/base/names.h"

namespace adxc::expr {
namespace {

#define ADXC_EVALUATION(name)
#define ADXC_FUNCTION(...)

/// Members of all shapes, those of one shape side by side.
struct Row {
  std::string_view name;
  TypeSet types;
  int shape;  // position of the member's own shape; -1 when it has none
};
constexpr Row kRows[] = {
#define ADXC_OBJECT(name, first, count)
#define ADXC_MEMBER(name, types, shape) {name, types, shape},
#include "expression_functions.inc"
#undef ADXC_OBJECT
#undef ADXC_MEMBER
};

struct Stretch {
  std::string_view name;
  std::size_t first;
  std::size_t count;
};
constexpr Stretch kStretches[] = {
#define ADXC_OBJECT(name, first, count) {name, first, count},
#define ADXC_MEMBER(name, types, shape)
#include "expression_functions.inc"
#undef ADXC_OBJECT
#undef ADXC_MEMBER
};
#undef ADXC_EVALUATION
#undef ADXC_FUNCTION

struct Shapes {
  std::array<Member, std::size(kRows)> members;
  std::array<Shape, std::size(kStretches)> shapes;
};

/// Made once; its spans and pointers lead into itself.
const Shapes& all_shapes() {
  static Shapes all;
  static const bool filled = [] {
    for (std::size_t i = 0; i < std::size(kStretches); ++i) {
      const Stretch& stretch = kStretches[i];
      all.shapes[i] = {stretch.name, std::span(all.members).subspan(stretch.first, stretch.count)};
    }
    for (std::size_t i = 0; i < std::size(kRows); ++i) {
      const auto shape = static_cast<std::size_t>(kRows[i].shape);
      all.members[i] = {kRows[i].name,
                        {kRows[i].types, kRows[i].shape < 0 ? nullptr : &all.shapes[shape]}};
    }
    return true;
  }();
  (void)filled;
  return all;
}

constexpr std::pair<TypeSet, std::string_view> kWords[] = {
    {kText, "a text"},        {kInt, "a whole number"}, {kFloat, "a number with a fraction"},
    {kBool, "true or false"}, {kArray, "an array"},     {kObject, "an object"},
    {kNull, "null"}};

}  // namespace

std::string words(TypeSet types) {
  std::vector<std::string_view> found;
  if ((types & kNumber) == kNumber) found.push_back("a number");
  for (const auto& [type, word] : kWords) {
    const bool number = (type & kNumber) != 0 && (types & kNumber) == kNumber;
    if ((types & type) != 0 && !number) found.push_back(word);
  }
  std::string sentence;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i > 0) sentence += i + 1 == found.size() ? " or " : ", ";
    sentence += found[i];
  }
  return sentence;
}

TypeSet type_of(const Value& value) {
  if (value.is_null()) return kNull;
  if (value.is_boolean()) return kBool;
  if (value.is_string()) return kText;
  if (value.is_number_integer()) return kInt;
  if (value.is_number()) return kFloat;
  return value.is_array() ? kArray : kObject;
}

const Shape* find_shape(std::string_view name) {
  const auto& shapes = all_shapes().shapes;
  const auto found = std::find_if(shapes.begin(), shapes.end(),
                                  [&](const Shape& shape) { return shape.name == name; });
  return found == shapes.end() ? nullptr : &*found;
}

const Member* find_member(const Shape& shape, std::string_view name) {
  const auto found =
      std::find_if(shape.members.begin(), shape.members.end(),
                   [&](const Member& member) { return equal_fold(member.name, name); });
  return found == shape.members.end() ? nullptr : &*found;
}

}  // namespace adxc::expr

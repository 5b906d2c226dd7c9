// Static types of expressions: what is certain of a value before anything runs.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/expr/tree.h"

namespace adxc::expr {

/// The types a value may have, one bit each.
using TypeSet = std::uint8_t;
inline constexpr TypeSet kNothing = 0;
inline constexpr TypeSet kNull = 1;
inline constexpr TypeSet kBool = 2;
inline constexpr TypeSet kInt = 4;
inline constexpr TypeSet kFloat = 8;
inline constexpr TypeSet kText = 16;
inline constexpr TypeSet kArray = 32;
inline constexpr TypeSet kObject = 64;
inline constexpr TypeSet kNumber = kInt | kFloat;
inline constexpr TypeSet kAnything = 127;

/// "a text", "a whole number or null": a set of types in a sentence.
std::string words(TypeSet types);

/// The types of a literal value.
TypeSet type_of(const Value& value);

struct Member;

/// What is known of an object that the service hands to expressions. It may hold more.
struct Shape {
  std::string_view name;
  std::span<const Member> members;
};

struct Type {
  TypeSet types = kAnything;
  const Shape* shape = nullptr;  // of the object; null when nothing is known of it
};

struct Member {
  std::string_view name;
  Type type;
};

/// The shape of that name in schemas/functions/expression.yaml, or null.
const Shape* find_shape(std::string_view name);

/// The member of that name, case folded, or null.
const Member* find_member(const Shape& shape, std::string_view name);

/// What the surroundings of an expression know; an empty function knows nothing.
struct Names {
  /// The type of a declared parameter, global parameter or variable.
  std::function<TypeSet(Use::Kind, std::string_view name)> declared;
  /// What `activity('name').output` gives, or null.
  std::function<const Shape*(std::string_view name)> output;
};

/// The type of the whole expression.
Type infer(const Tree& tree, const Names& names);

/// Reports what the service certainly refuses: arguments of a wrong type, members of values that
/// have none, system values that do not exist; and what certainly is not meant.
void check_types(const Tree& tree, const Names& names, diag::Sink& sink);

}  // namespace adxc::expr

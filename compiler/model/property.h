// What a property of a definition can hold. The made structs (made/model/structs.h) consist of
// these.
//
// Every property may be absent, written out, or computed when the pipeline runs; the type says so,
// and whoever reads one decides all three. Node ids lead back to the source: document.place(node).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/boxed.h"
#include "compiler/document/document.h"
#include "compiler/model/row.h"

namespace adxc::model {

/// Text to be evaluated, in the object form {"value": "@…", "type": "Expression"} or bare ("@…",
/// "…@{…}…").
struct Expression {
  text::Fragment
      text;  // as written, the leading @ included; may hold no @ at all in the object form
  bool object_form = false;
  document::NodeId node;  // the scalar that holds the text; the object when it holds none
};

/// A count of 100 ns; from `[d.]hh:mm[:ss[.fffffff]]`, never negative.
struct Timespan {
  std::int64_t ticks = 0;
  friend bool operator==(const Timespan&, const Timespan&) = default;
};

/// A value that no table describes; look at its node.
struct Any {
  document::NodeId node;
};

/// A value handed to a parameter of what a reference points to. It may hold expressions at any
/// depth.
struct Argument {
  std::string name;
  document::NodeId node;
};

/// {"referenceName": …, "type": "DatasetReference", "parameters": {…}}
struct Reference {
  document::NodeId node;       // the object
  std::string name;            // "" when it is missing or no text
  document::NodeId name_node;  // of the name; of the object when the name is missing
  std::string type;  // canonical spelling, for example "DatasetReference"; as written if unknown
  document::NodeId arguments_node;  // of `parameters`; invalid when absent
  std::vector<Argument> arguments;
};

/// A literal or an expression, where nothing else is allowed.
template <typename T>
using Value = std::variant<std::monostate, T, Expression>;

/// {"type": "SecureString", "value": …}. The text stays in the document; do not show it.
struct SecureString {
  document::NodeId value;  // invalid when it is missing
};

/// {"type": "AzureKeyVaultSecret", "store": …, "secretName": …, "secretVersion": …}
struct KeyVaultSecret {
  Reference store;
  Value<std::string> name;
  Value<std::string> version;  // monostate means the latest
};

/// A secret written as bare text. The text stays in the document; do not show it.
struct PlainText {
  document::NodeId value;
};

struct Secret {
  document::NodeId node;
  std::variant<SecureString, KeyVaultSecret, PlainText> form;
};

/// What a property holds: little where it is absent, because most are.
template <typename T>
struct PropertyValue {
  using Type = std::variant<std::monostate, BoxedIfLarge<T>, Boxed<Expression>>;
};
/// Text may stand as a secret anywhere.
template <>
struct PropertyValue<std::string> {
  using Type = std::variant<std::monostate, std::string, Boxed<Expression>, Boxed<Secret>>;
};

/// One property: absent, a literal T, or an Expression. A value of the wrong type has been reported
/// and is like an absent one, but has a node.
template <typename T>
struct Property {
  document::NodeId node;  // the value; invalid when it is absent or null
  typename PropertyValue<T>::Type value;

  /// Whether it stands in the source, right or wrong.
  bool written() const { return node.valid(); }
  /// The literal, or null.
  const T* literal() const { return unboxed(std::get_if<BoxedIfLarge<T>>(&value)); }
  const Expression* expression() const { return unboxed(std::get_if<Boxed<Expression>>(&value)); }
  T value_or(T otherwise) const { return literal() != nullptr ? *literal() : std::move(otherwise); }
};

/// The secret that stands where text is expected, or null.
inline const Secret* secret(const Property<std::string>& property) {
  return unboxed(std::get_if<Boxed<Secret>>(&property.value));
}

/// One entry of an object whose names the author chooses, for example a declared parameter.
template <typename T>
struct Named {
  std::string name;
  document::NodeId node;  // of the value; its key is the name
  T value;
};

/// An object whose type has no struct: adxc checks it by its table and reads single properties with
/// property_of().
struct PlainObject {
  document::NodeId node;
  std::string_view type;         // canonical spelling if known, as written if not, "" if missing
  const Table* table = nullptr;  // null when the type is unknown or has no table
  bool known = false;            // whether there is such a type
};

/// An object that says its own type: one of the structs, boxed because most objects are plain.
template <typename... Structs>
using OneOf = std::variant<PlainObject, Boxed<Structs>...>;

/// The value of a property of an object, under whichever of its names it stands there; invalid when
/// it is absent or null. `name` is the canonical name.
document::NodeId property_of(const document::Document& document, const PlainObject& object,
                             std::string_view name);

/// A list of activities inside an activity: the body of a loop, one branch of a condition.
template <typename Activity>
struct Nested {
  document::NodeId node;  // the array; its key tells which list it is: "ifTrueActivities"
  std::vector<Activity> activities;
};

/// The alternative of a polymorphic property, or null: `as<DelimitedTextSource>(copy.source)`.
template <typename Alternative, typename Variant>
const Alternative* as(const Property<Variant>& property) {
  using Held =
      std::conditional_t<std::is_same_v<Alternative, PlainObject>, PlainObject, Boxed<Alternative>>;
  const Variant* literal = property.literal();
  return literal == nullptr ? nullptr : unboxed(std::get_if<Held>(literal));
}

}  // namespace adxc::model

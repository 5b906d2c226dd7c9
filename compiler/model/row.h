// What a property table says about one property, for messages, defaults and everything generic. The
// constants are made from schemas/*.yaml (made/model/rows.h); every made struct names its table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace adxc::model {

enum class ValueType {
  String,
  Bool,
  Int,
  Number,
  TimeSpan,
  Enum,
  Secret,
  Any,
  Reference,  // Row::target is its type
  Struct,     // Row::table
  Array,      // of Row::element
  Map,        // of Row::element
  OneOf,      // an object whose own `type` is in Row::family
  Typed,      // an object whose type a sibling TypeOf names
  TypeOf,     // the name of a type in Row::family
};

enum class Required { No, Yes, Sink };       // Sink: only where the dataset is written to
enum class Expressions { No, Yes, Only };    // Only: as an object of type Expression
enum class Language { None, Kql, Command };  // what a text is written in

struct Table;
struct TypeFamily;

/// Another word for a value.
struct Synonym {
  std::string_view word;
  std::string_view value;
};

inline constexpr std::int64_t kNoMinimum = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kNoMaximum = std::numeric_limits<std::int64_t>::max();

struct Row {
  std::string_view name = {};    // "queryTimeout"
  std::string_view within = {};  // "properties" when it stands in the object of that name, else ""
  ValueType type = ValueType::Any;
  ValueType element = ValueType::Any;  // of Array and Map
  Required required = Required::No;
  Expressions expressions = Expressions::Yes;
  Language language = Language::None;
  bool has_default = false;
  std::string_view default_text = {};             // whatever the type
  std::span<const std::string_view> values = {};  // of an Enum, canonical spelling
  std::span<const Synonym> synonyms = {};         // of an Enum
  std::int64_t minimum = kNoMinimum;              // inclusive; ticks for a TimeSpan
  std::int64_t maximum = kNoMaximum;
  std::string_view minimum_text = {};  // as the table has it
  std::string_view maximum_text = {};
  std::size_t max_length = 0;  // in characters; 0 is no limit
  std::size_t min_items = 0;
  std::size_t max_items = 0;                       // 0 is no limit
  std::span<const std::string_view> aliases = {};  // other names of the property
  std::string_view target = {};                    // "LinkedServiceReference"
  const Table* table = nullptr;                    // of a Struct, or of the elements
  const TypeFamily* family = nullptr;              // of OneOf, Typed and TypeOf
  bool secret = false;                             // never show the value
  bool legacy = false;                             // newer properties replace it
  bool nullable = false;                           // an explicit null is normal
  bool any_case = false;                           // any case of the value is normal
  bool in_2019_02 = false;                         // the connector article of February 2019 has it
  std::string_view since = {};                     // date of the first schema that has it, or ""
  std::string_view doc = {};
};

/// What presence of one property means for others of the same object.
struct Condition {
  std::string_view when;
  std::string_view is;                         // "" means whatever its value
  std::span<const std::string_view> needs;     // all must be there
  std::span<const std::string_view> wants;     // one should be there
  std::span<const std::string_view> excludes;  // none may be there
};

/// What an activity type asks of the activity around its typeProperties.
struct EnvelopeRule {
  std::string_view name;
  bool required = false;
  std::size_t min_items = 0;
  std::size_t max_items = 0;
};

struct Table {
  std::string_view struct_name;  // "AzureDataExplorerLinkedService"
  std::string_view kind;         // "linkedService", "source", …; "entity" or "shape"
  std::string_view type;         // "AzureDataExplorer"; name of the entity or shape
  bool typed_by_itself = false;  // the object holds its own `type`
  std::span<const Row> rows;     // in the order of fields()
  std::span<const Condition> conditions;
  std::span<const EnvelopeRule> envelope;
};

struct TypeName {
  std::string_view name;
  const Table* table = nullptr;  // null: known, not judged
};

/// Types told apart by the value of `type`.
struct TypeFamily {
  std::string_view name;          // "linkedService"
  std::string_view words;         // "linked service"
  bool singular_aliases = false;  // a name without its last letter means the same
  std::span<const TypeName> types;
};

}  // namespace adxc::model

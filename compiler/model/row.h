// What a property table says, for decoding, messages, defaults and everything generic. The
// constants are made from schemas/*.yaml (made/model/rows.h); every made struct names its table.
// They are many, so they are kept flat: rows that several tables share stand there once, and lists
// of rows and of keys are lists of small numbers, which cost nothing when the program starts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace adxc::model {

enum class ValueType : std::uint8_t {
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
  Nested,     // a list of Row::table, an entity, which is decoded on its own
};

enum class Required : std::uint8_t { No, Yes, Sink };  // Sink: only where the dataset is written to
enum class Expressions : std::uint8_t { No, Yes, Only };    // Only: as an object of type Expression
enum class Language : std::uint8_t { None, Kql, Command };  // what a text is written in

struct Table;
struct TypeFamily;

/// Another word for a value.
struct Synonym {
  std::string_view word;
  std::string_view value;
};

inline constexpr std::int64_t kNoMinimum = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kNoMaximum = std::numeric_limits<std::int64_t>::max();

/// A day as yyyymmdd; month and day are 0 where only the year, or the month, is known. 0: not
/// known.
using Date = std::uint32_t;

struct Row {
  std::string_view name = {};    // "queryTimeout"
  std::string_view within = {};  // "properties" when it stands in the object of that name, else ""
  ValueType type = ValueType::Any;
  ValueType element = ValueType::Any;  // of Array and Map
  Required required = Required::No;
  Expressions expressions = Expressions::Yes;
  Language language = Language::None;
  bool has_default = false;
  bool secret = false;                // never show the value
  bool legacy = false;                // newer properties replace it
  bool nullable = false;              // an explicit null is normal
  bool any_case = false;              // any case of the value is normal
  Date since = 0;                     // when it came
  Date required_until = 0;            // before that day it had to be there
  std::uint32_t max_length = 0;       // in characters; 0 is no limit
  std::uint32_t min_items = 0;        // of an Array
  std::uint32_t max_items = 0;        // 0 is no limit
  std::int64_t minimum = kNoMinimum;  // inclusive; ticks for a TimeSpan
  std::int64_t maximum = kNoMaximum;
  std::string_view minimum_text = {};  // as the table has it
  std::string_view maximum_text = {};
  std::string_view default_text = {};              // whatever the type
  std::span<const std::string_view> values = {};   // of an Enum, canonical spelling
  std::span<const Synonym> synonyms = {};          // of an Enum
  std::span<const std::string_view> aliases = {};  // other names of the property
  std::span<const std::string_view> unless = {};   // not required when one of these is there
  std::string_view target = {};                    // "LinkedServiceReference"
  const Table* table = nullptr;                    // of a Struct, or of the elements
  const TypeFamily* family = nullptr;              // of OneOf, Typed and TypeOf
};

/// The rows of a table: positions in the one list of all rows.
class RowList {
 public:
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using pointer = const Row*;
    using reference = const Row&;
    Iterator() = default;
    explicit Iterator(const std::uint16_t* at) : at_(at) {}
    const Row& operator*() const { return row(*at_); }
    const Row* operator->() const { return &row(*at_); }
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) { return Iterator(at_++); }
    Iterator& operator--() { return --at_, *this; }
    Iterator& operator+=(std::ptrdiff_t n) { return at_ += n, *this; }
    friend Iterator operator+(Iterator a, std::ptrdiff_t n) { return a += n; }
    friend std::ptrdiff_t operator-(Iterator a, Iterator b) { return a.at_ - b.at_; }
    friend bool operator==(Iterator a, Iterator b) { return a.at_ == b.at_; }

   private:
    const std::uint16_t* at_ = nullptr;
  };

  constexpr RowList() = default;
  constexpr RowList(std::uint32_t first, std::uint16_t size) : first_(first), size_(size) {}
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Iterator begin() const { return Iterator(positions() + first_); }
  Iterator end() const { return Iterator(positions() + first_ + size_); }
  const Row& operator[](std::size_t index) const { return row(positions()[first_ + index]); }

 private:
  static const Row& row(std::uint16_t position);
  static const std::uint16_t* positions();

  std::uint32_t first_ = 0;
  std::uint16_t size_ = 0;
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

/// A name that a property goes by, its own or an alias; for looking it up.
struct Key {
  std::uint16_t row = 0;   // position in Table::rows
  std::uint16_t name = 0;  // 0 for its own name, else the number of the alias from 1
};

struct Table {
  std::string_view struct_name;  // "AzureDataExplorerLinkedService"
  std::string_view kind;         // "linkedService", "source", …; "entity" or "shape"
  std::string_view type;         // "AzureDataExplorer"; name of the entity or shape
  std::string_view level;        // the object that rows with `within` stand in; "" when none has it
  bool typed_by_itself = false;  // the object holds its own `type`
  bool open = false;             // has properties that no row tells
  bool any_required = false;     // some property is required whatever else is there
  Date since = 0;                // when the type came
  RowList rows;                  // in the order of fields()
  std::span<const Key> keys;     // ordered by length, then by folded text
  std::span<const Condition> conditions;
  std::span<const EnvelopeRule> envelope;
};

struct TypeName {
  std::string_view name;
  const Table* table = nullptr;  // null: known, not judged
};

/// A name that a type goes by, its own or an alias.
struct TypeKey {
  std::string_view name;
  std::uint16_t type = 0;  // position in TypeFamily::types
};

/// Types told apart by the value of `type`.
struct TypeFamily {
  std::string_view name;   // "linkedService"
  std::string_view words;  // "linked service"
  std::span<const TypeName> types;
  std::span<const TypeKey> keys;  // ordered by length, then by folded text
};

/// The property of a table that goes by `key`, case folded, in the object `within`; null when there
/// is none. Without `within` in whichever.
const Row* find_row(const Table& table, std::string_view key);
const Row* find_row(const Table& table, std::string_view key, std::string_view within);

/// The same as a position in the table's rows; kNoRow when there is none.
inline constexpr std::size_t kNoRow = ~std::size_t{0};
std::size_t row_position(const Table& table, std::string_view key, std::string_view within);

/// The type of that name or alias, case folded; null when the family has none.
const TypeName* find_type(const TypeFamily& family, std::string_view written);

/// "2021-05-21"; "" when it is not known.
std::string date_text(Date date);

}  // namespace adxc::model

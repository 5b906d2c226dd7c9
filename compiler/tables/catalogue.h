// What adxc knows about the definition language, as read from schemas/*.yaml. Only the tool that
// makes structs, JSON Schemas and reference pages works on this; the compiler itself uses what was
// made.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace adxc::tables {

/// Shape of a property's value.
struct Type {
  enum Kind {
    String,
    Bool,
    Int,        // 64 bits, signed
    Number,     // double
    TimeSpan,   // text `[d.]hh:mm[:ss[.fffffff]]`
    Enum,       // text out of Row::values
    Secret,     // SecureString or AzureKeyVaultSecret
    Any,        // not looked into
    Reference,  // to a `target`
    Shape,      // the struct of the shape `target`
    Array,      // of `element`
    Map,        // from any name to `element`
    OneOf,      // an object whose `type` names a table of the kind `target`
    Typed,      // an object of the table of kind `target` that a sibling TypeOf names
    TypeOf,     // the name of a type of the kind `target`
    Nested,     // a list of the entity `target`
  };
  Kind kind = Any;
  std::string target;
  std::vector<Type> element;  // one for Array and Map, none for the rest
};

enum class Required { No, Yes, Sink };       // Sink: only where the dataset is written to
enum class Expressions { No, Yes, Only };    // Only: as an object of type Expression
enum class Language { None, Kql, Command };  // what a text is written in

/// One property.
struct Row {
  std::string name;    // as the definition spells it
  std::string member;  // as C++ spells it
  std::string within;  // "properties" when it stands in the object of that name, else ""
  Type type;
  Required required = Required::No;
  Expressions expressions = Expressions::Yes;
  Language language = Language::None;
  std::optional<std::string> default_value;                   // as text, whatever the type
  std::vector<std::string> values;                            // of an Enum, canonical spelling
  std::vector<std::pair<std::string, std::string>> synonyms;  // other word -> one of `values`
  std::optional<std::string> minimum;  // inclusive; number or time span as text
  std::optional<std::string> maximum;
  std::size_t max_length = 0;        // in characters; 0 is no limit
  std::size_t min_items = 0;         // of an Array
  std::size_t max_items = 0;         // 0 is no limit
  std::vector<std::string> aliases;  // other names of the property
  std::vector<std::string> unless;   // properties of which one may stand there instead
  std::string since;                 // when it came; "by 2019-10": then or earlier; "" is not known
  std::string required_until;        // before that day it had to be there
  bool secret = false;               // never show the value
  bool legacy = false;               // newer properties replace it
  bool nullable = false;             // an explicit null is normal
  bool any_case = false;             // any case of the value is normal
  std::string doc;                   // one or two sentences

  /// Whether the connector article of February 2019 has it already.
  bool in_2019_02() const { return !since.empty() && since <= "2019-02"; }
  /// Whether it must be there whatever else is.
  bool always_required() const { return required == Required::Yes && unless.empty(); }
};

/// What presence of one property means for others of the same object.
struct Condition {
  std::string when;                   // name of the property
  std::optional<std::string> is;      // only when it has this value
  std::vector<std::string> needs;     // all of these must be there
  std::vector<std::string> wants;     // one of these is expected, otherwise a warning
  std::vector<std::string> excludes;  // none of these may be there
};

/// What an activity type asks of the activity around its typeProperties.
struct EnvelopeRule {
  std::string name;
  Required required = Required::No;
  std::size_t min_items = 0;
  std::size_t max_items = 0;
};

/// The properties of one type, of an entity or of a shape.
struct Table {
  std::string
      struct_name;    // "AzureDataExplorerLinkedService"; its one name, with or without struct
  std::string kind;   // "linkedService", "source", …; "entity" or "shape"
  std::string type;   // "AzureDataExplorer"; name of the entity or shape
  std::string title;  // for pages
  std::string doc;
  std::string file;  // "schemas/connectors/azure_data_explorer.yaml"
  std::vector<Row> rows;
  std::vector<Condition> conditions;
  std::vector<EnvelopeRule> envelope;
  std::vector<std::string> aliases;  // other names of the type
  std::string since;                 // when it came, as in Row
  bool open = false;                 // has properties that no row tells
  bool has_struct = false;           // the compiler sees its objects as a C++ struct
  bool nests = false;  // objects of this entity may hold lists of it anywhere in typeProperties

  /// Whether its objects hold their own `type`.
  bool typed_by_itself() const;
};

/// A family of types told apart by the value of `type`.
struct Kind {
  std::string name;                // "linkedService"
  std::string words;               // "linked service"
  bool singular_aliases = false;   // names without the last letter mean the same
  std::vector<std::string> types;  // without a table, canonical spelling
};

/// One reference page.
struct Page {
  std::string name;  // "AzureDataExplorer"
  std::string title;
  std::string doc;
  std::string file;
  std::vector<std::string> tables;  // struct names, in the order of the file
};

struct Catalogue {
  std::vector<Table> tables;  // those with a struct first, each after all that it refers to
  std::vector<Kind> kinds;
  std::vector<std::string> references;  // "LinkedService", "Dataset", …
  std::vector<Page> pages;

  const Table* shape(std::string_view name) const;  // or entity; null when there is none
  const Kind* kind(std::string_view name) const;    // null when there is none
  /// Tables of a kind, in order.
  std::vector<const Table*> of_kind(std::string_view kind) const;
};

/// The kinds whose types are told by an entity: "linkedService", "trigger", …
bool is_entity_kind(std::string_view kind);

/// "typeProperties" -> "type_properties".
std::string snake_case(std::string_view camel);

/// "linkedService" -> "AnyLinkedService": the variant over the tables of a kind.
std::string variant_name(std::string_view kind);

}  // namespace adxc::tables

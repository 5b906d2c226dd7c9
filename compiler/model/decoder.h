// The one decoder: a template over fields() of made structs, and the parts that need no template.
// Objects whose table has no struct are checked by the same rows in the same way, and make nothing.
// Inner header of compiler/model; users include decode.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "compiler/model/decode.h"
#include "compiler/model/findings.h"
#include "compiler/model/scalars.h"
#include "compiler/model/search.h"
#include "compiler/model/verdict.h"
#include "made/model/structs.h"

namespace adxc::model {

template <typename T>
concept Made = requires {
  T::kTable;
};

template <typename T>
inline constexpr bool kIsProperty = false;
template <typename T>
inline constexpr bool kIsProperty<Property<T>> = true;

/// What a `type` says. Without `known` it names nothing, and that has been reported.
struct FoundType {
  document::NodeId node;  // invalid when there is no `type`
  const TypeName* known = nullptr;
  const Table* table() const { return known == nullptr ? nullptr : known->table; }
};

/// An object with its children put beside the rows of a table.
struct Matched {
  struct Stranger {
    document::NodeId node;
    std::string_view within;  // level it stands on, as in Row
  };
  document::NodeId object;
  const Table* table = nullptr;
  std::vector<document::NodeId> nodes;  // by row; invalid for absent or null
  document::NodeId inner;  // the object of the rows within it; may be the object itself
  std::vector<Stranger> strangers;
  FoundType type;  // of a table with a TypeOf row
};

class Decoder {
 public:
  Decoder(const document::Document& document, diag::Sink& sink, const DecodeOptions& options = {})
      : document_(&document), options_(options), findings_(document, sink) {}

  /// Decodes an object into a made struct.
  template <Made T>
  T object(document::NodeId node) {
    T made;
    made.node = node;
    if constexpr (requires { made.document; }) made.document = document_;
    if (!object_wanted(Row{.name = T::kTable->type, .within = ""}, node)) return made;
    const Frame frame = open(node, *T::kTable);
    std::size_t row = 0;
    std::apply([&](auto&... field) { (decode_field(frame.matched, row++, field), ...); },
               made.fields());
    close(frame);
    if constexpr (requires { made.nested; }) decode_nested(made);
    return made;
  }

  /// Checks an object by a table, with or without a struct.
  void check(document::NodeId node, const Table& table);

  /// Objects that the JSON Schemas reject so far, of those they were asked about.
  std::size_t violations() const { return violations_; }
  const std::vector<Disagreement>& disagreements() const { return disagreements_; }

 private:
  using NodeId = document::NodeId;

  /// An object while its properties are looked at.
  struct Frame {
    Matched matched;
    std::size_t misplaced = 0;  // how many were known before
    std::size_t found = 0;      // findings before
    std::size_t errors = 0;     // errors before
    std::size_t settled = 0;    // errors before that belong to objects judged by then
    std::size_t doubts = 0;     // before
  };
  Frame open(NodeId node, const Table& table);
  void close(const Frame& frame);

  // ---- objects (decoder.cpp) ----
  Matched match(NodeId object, const Table& table);
  void match_level(NodeId object, std::string_view within, Matched& matched);
  void match_inner(NodeId child, Matched& matched);
  void check_age(NodeId node, const Row& row, const Table& table);
  void check_name(NodeId node, std::string_view canonical);
  void report_strangers(const Matched& matched);
  void report_misplaced(const Matched& matched, std::size_t from);
  void report_missing(const Matched& matched, const Row& row, NodeId object,
                      std::string_view owner);
  std::string home(std::string_view key, const Matched& matched, std::string_view within) const;
  void check_required(const Matched& matched);
  bool is_required(const Matched& matched, const Row& row) const;
  void check_formerly_required(const Matched& matched);
  void check_conditions(const Matched& matched);
  void check_envelope(const Matched& matched);
  void check_whole(const Matched& matched);

  // ---- the verdict of the schemas (decoder_verdict.cpp) ----
  void judge(const Frame& frame);
  void withdraw(const Frame& frame);

  // ---- objects without a struct (decoder_plain.cpp) ----
  void check_field(const Matched& matched, std::size_t index);
  void check_value(const Row& row, NodeId node);
  void check_structure(const Row& row, NodeId node);
  void check_items(const Row& row, NodeId node);
  template <typename T>
  void check_as(const Row& row, NodeId node) {
    Property<T> unused;
    decode_value(row, node, unused);
  }

  // ---- types ----
  FoundType type_in(NodeId object, const TypeFamily& family);
  FoundType type_at(NodeId node, const TypeFamily& family);
  NodeId named(const Matched& matched, std::string_view name) const;

  // ---- values (decode_values.cpp); empty when wrong, which has been reported ----
  enum class Computed {
    No,
    Yes,
    Wrong
  };  // Wrong: an expression where none is allowed, or none where one is
  Computed take_expression(const Row& row, NodeId node, Expression& out);
  std::optional<std::string> text(const Row& row, NodeId node);
  std::optional<std::string> type_name(const Row& row, NodeId node);
  std::optional<Secret> secret(const Row& row, NodeId node);
  std::optional<KeyVaultSecret> key_vault_secret(const Row& row, NodeId node);
  Value<std::string> secret_text(NodeId object, std::string_view name, bool required);
  std::optional<Reference> reference(const Row& row, NodeId node);
  void reference_name(Reference& reference, NodeId object);
  void reference_type(const Row& row, Reference& reference, NodeId object);
  void reference_arguments(Reference& reference, NodeId object);
  bool computed(const Row& row, NodeId node);
  bool object_wanted(const Row& row, NodeId node);
  bool list_wanted(const Row& row, NodeId node);

  std::optional<std::string> scalar(const Row& row, NodeId node, const std::string*);
  std::optional<bool> scalar(const Row& row, NodeId node, const bool*);
  std::optional<std::int64_t> scalar(const Row& row, NodeId node, const std::int64_t*);
  std::optional<double> scalar(const Row& row, NodeId node, const double*);
  std::optional<Timespan> scalar(const Row& row, NodeId node, const Timespan*);
  std::optional<Secret> scalar(const Row& row, NodeId node, const Secret*);
  std::optional<Reference> scalar(const Row& row, NodeId node, const Reference*);
  std::optional<Any> scalar(const Row& row, NodeId node, const Any*);

  // ---- fields ----
  template <typename T>
  void decode_field(const Matched& matched, std::size_t index, Property<T>& out) {
    const Row& row = matched.table->rows[index];
    const NodeId node = matched.nodes[index];
    if (row.type == ValueType::Typed) return decode_typed(matched, row, node, out);
    if (!node.valid()) return;
    decode_value(row, node, out);
  }

  template <typename T>
  void decode_value(const Row& row, NodeId node, Property<T>& out) {
    out.node = node;
    if (document_->kind(node) == document::NodeKind::Broken) return;
    if (!std::is_same_v<T, Any> || row.expressions == Expressions::Only) {
      Expression expression{text::Fragment((*document_)[node].span), false, node};
      const Computed computed = take_expression(row, node, expression);
      if (computed == Computed::Yes) out.value = Boxed(std::move(expression));
      if (computed != Computed::No) return;
    }
    if constexpr (std::is_same_v<T, std::string>) {
      if (take_secret(row, node, out)) return;
    }
    if (std::optional<T> literal = value(row, node, static_cast<const T*>(nullptr)))
      out.value = BoxedIfLarge<T>(std::move(*literal));
  }

  /// A SecureString or a Key Vault secret where text is expected.
  bool take_secret(const Row& row, NodeId node, Property<std::string>& out);

  template <typename T>
  std::optional<T> value(const Row& row, NodeId node, const T* type) {
    return scalar(row, node, type);
  }
  template <Made T>
  std::optional<T> value(const Row& row, NodeId node, const T*) {
    if (!object_wanted(row, node)) return std::nullopt;
    return object<T>(node);
  }
  template <typename T>
  std::optional<std::vector<T>> value(const Row& row, NodeId node, const std::vector<T>*) {
    if (!list_wanted(row, node)) return std::nullopt;
    const Row item = element_row(row);
    std::vector<T> items;
    items.reserve((*document_)[node].child_count);
    for (const NodeId child : document_->children(node)) items.push_back(element<T>(item, child));
    return items;
  }
  template <typename T>
  std::optional<std::vector<Named<T>>> value(const Row& row, NodeId node,
                                             const std::vector<Named<T>>*) {
    if (!object_wanted(row, node)) return std::nullopt;
    const Row item = element_row(row);
    std::vector<Named<T>> entries;
    entries.reserve((*document_)[node].child_count);
    for (const NodeId child : document_->children(node))
      entries.push_back({std::string(document_->key(child)), child, element<T>(item, child)});
    return entries;
  }
  /// An object that says its own type.
  template <typename... Alternatives>
  std::optional<OneOf<Alternatives...>> value(const Row& row, NodeId node,
                                              const OneOf<Alternatives...>*) {
    if (!object_wanted(row, node)) return std::nullopt;
    OneOf<Alternatives...> made;
    choose(type_in(node, *row.family), node, made);
    return made;
  }

  template <typename T>
  T element(const Row& row, NodeId node) {
    T item{};
    item.node = node;
    if constexpr (kIsProperty<T>) {
      decode_value(row, node, item);
    } else if (std::is_same_v<T, Any> || !computed(row, node)) {
      auto literal = value(row, node, static_cast<const T*>(nullptr));
      if (literal) item = std::move(*literal);
    }
    return item;
  }

  // ---- types ----
  template <typename... Alternatives>
  void choose(const FoundType& type, NodeId node, OneOf<Alternatives...>& out) {
    bool made = false;
    const auto take = [&](auto alternative) {
      using T = typename decltype(alternative)::Type;
      if (type.table() != T::kTable) return;
      made = true;
      out = Boxed(node.valid() ? object<T>(node) : T{});
    };
    (take(Tag<Alternatives>{}), ...);
    if (made) return;
    out = PlainObject{node, type_text(type), type.table(), type.known != nullptr};
    if (type.table() != nullptr && node.valid()) check(node, *type.table());
  }
  template <typename T>
  struct Tag {
    using Type = T;
  };
  std::string_view type_text(const FoundType& type) const;

  template <typename T>
  void decode_typed(const Matched&, const Row&, NodeId, Property<T>&) {}
  template <typename... Alternatives>
  void decode_typed(const Matched& matched, const Row& row, NodeId node,
                    Property<OneOf<Alternatives...>>& out) {
    out.node = node;
    if (node.valid() && !object_wanted(row, node)) return;
    OneOf<Alternatives...> made;
    choose(matched.type, node, made);
    out.value = Boxed(std::move(made));
  }

  // ---- lists of activities inside an activity ----
  /// Arrays that hold activities, wherever the containers keep them.
  std::vector<NodeId> activity_lists(NodeId type_properties) const;

  template <Made T>
  void decode_nested(T& made) {
    if (!made.type_properties.node.valid()) return;
    for (const NodeId list : activity_lists(made.type_properties.node)) {
      Nested<T> nested{list, {}};
      nested.activities.reserve((*document_)[list].child_count);
      for (const NodeId child : document_->children(list))
        if (document_->kind(child) == document::NodeKind::Object)
          nested.activities.push_back(object<T>(child));
      made.nested.push_back(std::move(nested));
    }
  }

  const document::Document* document_;
  DecodeOptions options_;
  Findings findings_;
  /// A property of typeProperties that stands beside them. Where it is missed inside, that is told
  /// once.
  struct Misplaced {
    NodeId node;
    const Table* belongs;
    const Row* row;
    bool told = false;
  };

  std::vector<Misplaced> misplaced_;
  std::vector<const Table*> around_;  // tables of the objects around, outermost first
  std::size_t violations_ = 0;
  std::size_t settled_ = 0;  // errors in objects that were judged
  std::size_t doubts_ = 0;   // values of which only the schema can say whether they are right
  std::vector<std::pair<std::size_t, std::size_t>> settled_findings_;  // where in the sink
  std::vector<Disagreement> disagreements_;
};

}  // namespace adxc::model

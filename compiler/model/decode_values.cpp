#include <cmath>

#include "compiler/base/names.h"
#include "compiler/model/decoder.h"
#include "compiler/model/scalars.h"

namespace adxc::model {

using document::NodeId;
using document::NodeKind;
using std::string_view;

/// Bare text is an expression only where expressions are allowed; elsewhere an at sign is an at
/// sign.
Decoder::Computed Decoder::take_expression(const Row& row, NodeId node, Expression& out) {
  std::optional<Expression> found = expression_at(*document_, node);
  if (row.expressions == Expressions::Only) {
    if (!found || !found->object_form)
      return findings_.expression_required(node, row), Computed::Wrong;
  }
  if (!found) return Computed::No;
  const bool free_text = row.type == ValueType::String || row.type == ValueType::Map;
  if (row.expressions == Expressions::No && free_text && !found->object_form) return Computed::No;
  if (row.expressions == Expressions::No)
    return findings_.expression_not_allowed(node, row.name), Computed::Wrong;
  out = std::move(*found);
  return Computed::Yes;
}

/// True if an expression stands where none is allowed, which has been reported.
bool Decoder::computed(const Row& row, NodeId node) {
  Expression unused{text::Fragment((*document_)[node].span), false, node};
  return take_expression(row, node, unused) != Computed::No;
}

bool Decoder::take_secret(const Row& row, NodeId node, Property<std::string>& out) {
  if (row.type != ValueType::String || row.expressions == Expressions::No) return false;
  if (document_->kind(node) != NodeKind::Object) return false;
  const NodeId type = document_->find(node, "type");
  if (!type.valid()) return false;
  const string_view written = document_->text(type);
  if (!equal_fold(written, "SecureString") && !equal_fold(written, "AzureKeyVaultSecret"))
    return false;
  if (std::optional<Secret> found = secret(row, node)) out.value = Boxed(std::move(*found));
  return true;
}

bool Decoder::object_wanted(const Row& row, NodeId node) {
  const NodeKind kind = document_->kind(node);
  if (kind != NodeKind::Object && kind != NodeKind::Broken)
    findings_.wrong_type(node, row, "an object");
  return kind == NodeKind::Object;
}

bool Decoder::list_wanted(const Row& row, NodeId node) {
  const document::Node& found = (*document_)[node];
  if (found.kind != NodeKind::Array) return findings_.wrong_type(node, row, "a list"), false;
  const std::size_t count = found.child_count;
  if (count < row.min_items || (row.max_items != 0 && count > row.max_items))
    findings_.item_count(node, row.name, row.min_items, row.max_items);
  return true;
}

std::optional<std::string> Decoder::scalar(const Row& row, NodeId node, const std::string*) {
  return row.type == ValueType::TypeOf ? type_name(row, node) : text(row, node);
}

/// The type was looked up, and judged, when the object was matched.
std::optional<std::string> Decoder::type_name(const Row& row, NodeId node) {
  const document::Node& written = (*document_)[node];
  if (!is_text(written.kind)) return std::nullopt;
  const TypeName* known = find_type(*row.family, written.text);
  return std::string(known != nullptr ? known->name : written.text);
}

std::optional<std::string> Decoder::text(const Row& row, NodeId node) {
  const document::Node& written = (*document_)[node];
  if (!is_text(written.kind)) return findings_.wrong_type(node, row, "text"), std::nullopt;
  if (row.type == ValueType::Enum) {
    const string_view canonical = canonical_value(row, written.text);
    if (canonical.empty()) return findings_.unknown_value(node, row), std::nullopt;
    if (canonical != written.text && !row.any_case && equal_fold(canonical, written.text))
      findings_.non_canonical_case(document_->place(node), written.text, canonical);
    return std::string(canonical);
  }
  if (row.max_length != 0 && length(written.text) > row.max_length)
    findings_.text_too_long(node, row, length(written.text));
  return std::string(written.text);
}

std::optional<bool> Decoder::scalar(const Row& row, NodeId node, const bool*) {
  const std::optional<bool> found = read_bool((*document_)[node]);
  if (!found) findings_.wrong_type(node, row, "true or false");
  return found;
}

std::optional<double> Decoder::scalar(const Row& row, NodeId node, const double*) {
  const std::optional<double> found = read_number((*document_)[node]);
  if (!found) findings_.wrong_type(node, row, "a number");
  return found;
}

std::optional<std::int64_t> Decoder::scalar(const Row& row, NodeId node, const std::int64_t*) {
  // Beyond 2^53 a double cannot tell whole numbers apart, and no limit of the language is near.
  constexpr double kMost = 9007199254740992.0;
  const std::optional<double> found = read_number((*document_)[node]);
  if (!found || (std::abs(*found) <= kMost && *found != std::floor(*found)))
    return findings_.wrong_type(node, row, "a whole number"), std::nullopt;
  const bool fits = std::abs(*found) <= kMost;
  const std::int64_t number = fits ? static_cast<std::int64_t>(*found) : 0;
  if (!fits || number < row.minimum || number > row.maximum)
    return findings_.number_out_of_range(node, row), std::nullopt;
  return number;
}

std::optional<Timespan> Decoder::scalar(const Row& row, NodeId node, const Timespan*) {
  const document::Node& written = (*document_)[node];
  if (!is_text(written.kind)) return findings_.wrong_type(node, row, "a time span"), std::nullopt;
  const std::optional<std::int64_t> ticks = read_timespan(written.text);
  if (!ticks) return findings_.timespan_syntax(node, row), std::nullopt;
  if (*ticks > row.maximum) return findings_.timespan_above_limit(node, row), std::nullopt;
  if (*ticks < row.minimum || *ticks < 0)
    return findings_.timespan_below_limit(node, row), std::nullopt;
  return Timespan{*ticks};
}

/// Nothing is known of it, but for lists of activities: those are looked into later.
std::optional<Any> Decoder::scalar(const Row& row, NodeId node, const Any*) {
  if (row.type == ValueType::Nested && list_wanted(row, node))
    for (const NodeId child : document_->children(node)) object_wanted(row, child);
  return Any{node};
}

// ---- secrets ----

std::optional<Secret> Decoder::scalar(const Row& row, NodeId node, const Secret*) {
  return secret(row, node);
}

std::optional<Secret> Decoder::secret(const Row& row, NodeId node) {
  const document::Node& written = (*document_)[node];
  if (is_text(written.kind)) return Secret{node, PlainText{node}};
  if (written.kind != NodeKind::Object)
    return findings_.wrong_type(node, row, "a SecureString or an AzureKeyVaultSecret"),
           std::nullopt;
  static constexpr TypeName kForms[] = {{"SecureString"}, {"AzureKeyVaultSecret"}};
  static constexpr TypeKey kKeys[] = {{"SecureString", 0}, {"AzureKeyVaultSecret", 1}};
  static constexpr TypeFamily kSecrets{"secret", "secret", kForms, kKeys};
  const FoundType type = type_in(node, kSecrets);
  if (type.known == nullptr) return std::nullopt;
  if (type.known == &kForms[0]) {
    const NodeId value = document_->find(node, "value");
    if (!value.valid() || document_->kind(value) == NodeKind::Null)
      findings_.missing_property(findings_.object_place(node), "value", "SecureString");
    else if (!is_text(document_->kind(value)))
      ++doubts_;
    return Secret{node, SecureString{value}};
  }
  const auto form = key_vault_secret(row, node);
  if (!form) return std::nullopt;
  return Secret{node, *form};
}

std::optional<KeyVaultSecret> Decoder::key_vault_secret(const Row&, NodeId node) {
  static constexpr Row kStore{
      .name = "store", .type = ValueType::Reference, .target = "LinkedServiceReference"};
  KeyVaultSecret found;
  const NodeId store = document_->find(node, "store");
  if (!store.valid())
    findings_.missing_property(findings_.object_place(node), "store", "AzureKeyVaultSecret");
  if (store.valid())
    if (std::optional<Reference> vault = reference(kStore, store)) found.store = std::move(*vault);
  found.name = secret_text(node, "secretName", true);
  found.version = secret_text(node, "secretVersion", false);
  return found;
}

Value<std::string> Decoder::secret_text(NodeId object, string_view name, bool required) {
  const NodeId node = document_->find(object, name);
  if (!node.valid() || document_->kind(node) == NodeKind::Null) {
    if (required)
      findings_.missing_property(findings_.object_place(object), name, "AzureKeyVaultSecret");
    return {};
  }
  if (std::optional<Expression> computed = expression_at(*document_, node)) return *computed;
  const Row row{.name = name, .within = "", .type = ValueType::String};
  if (std::optional<std::string> literal = text(row, node)) return *literal;
  return {};
}

// ---- references ----

std::optional<Reference> Decoder::scalar(const Row& row, NodeId node, const Reference*) {
  return reference(row, node);
}

std::optional<Reference> Decoder::reference(const Row& row, NodeId node) {
  if (!object_wanted(row, node)) return std::nullopt;
  Reference found{node, "", node, std::string(row.target), {}, {}};
  reference_name(found, node);
  reference_type(row, found, node);
  reference_arguments(found, node);
  return found;
}

void Decoder::reference_name(Reference& found, NodeId object) {
  static constexpr Row kName{.name = "referenceName", .type = ValueType::String};
  const NodeId node = document_->find(object, kName.name);
  if (!node.valid() || document_->kind(node) == NodeKind::Null)
    return void(findings_.missing_property(findings_.object_place(object), kName.name, found.type));
  found.name_node = node;
  if (expression_at(*document_, node)) return findings_.expression_not_allowed(node, kName.name);
  found.name = text(kName, node).value_or("");
}

void Decoder::reference_type(const Row& row, Reference& found, NodeId object) {
  const NodeId node = document_->find(object, "type");
  if (!node.valid())
    return void(findings_.missing_property(findings_.object_place(object), "type", row.name));
  const Row type{.name = "type", .type = ValueType::Enum, .values = {&row.target, 1}};
  found.type = text(type, node).value_or(std::string(document_->text(node)));
}

void Decoder::reference_arguments(Reference& found, NodeId object) {
  const NodeId node = document_->find(object, "parameters");
  if (!node.valid() || document_->kind(node) == NodeKind::Null) return;
  if (!object_wanted(Row{.name = "parameters", .within = ""}, node)) return;
  found.arguments_node = node;
  for (const NodeId argument : document_->children(node))
    found.arguments.push_back({std::string(document_->key(argument)), argument});
}

}  // namespace adxc::model

#include "compiler/model/shaper.h"

#include <algorithm>
#include <cmath>

#include "compiler/base/names.h"
#include "compiler/model/scalars.h"
#include "compiler/model/search.h"

namespace adxc::model {

using document::NodeId;
using document::NodeKind;
using std::string_view;

nlohmann::json Shaper::object(NodeId node, const Table& table, const Table* typed) {
  Json out = Json::object();
  if (table.typed_by_itself) out["type"] = table.type;
  level(node, "", table, typed, out);
  return out;
}

void Shaper::level(NodeId object, string_view within, const Table& table, const Table* typed,
                   Json& out) {
  for (const NodeId child : document_->children(object)) {
    const document::Node& node = (*document_)[child];
    const Row* row = find_row(table, node.key, within);
    if (row != nullptr && node.kind == NodeKind::Null) {
      out.erase(row->name);
    } else if (row != nullptr) {
      out[std::string(row->name)] = value(*row, child, typed);
    } else if (within.empty() && !table.level.empty() && equal_fold(table.level, node.key)) {
      Json& inner = out[std::string(table.level)] = raw(child);
      if (node.kind == NodeKind::Object) level(child, table.level, table, typed, inner);
    }
  }
}

nlohmann::json Shaper::value(const Row& row, NodeId node, const Table* typed) {
  if (document_->kind(node) == NodeKind::Broken) complete_ = false;
  if (row.type == ValueType::Any && row.expressions != Expressions::Only) return true;
  const auto expression = expression_at(*document_, node);
  const bool evaluated =
      row.expressions == Expressions::Yes ||
      (row.expressions == Expressions::Only && expression && expression->object_form);
  if (expression && evaluated) return {{"type", "Expression"}};
  if (expression && expression->object_form) return not_allowed(row);
  return literal(row, node, typed);
}

/// Something that no schema of that row accepts.
nlohmann::json Shaper::not_allowed(const Row& row) {
  const bool list = row.type == ValueType::Array || row.type == ValueType::Nested;
  return list ? Json::object() : Json::array();
}

nlohmann::json Shaper::literal(const Row& row, NodeId node, const Table* typed) {
  const document::Node& found = (*document_)[node];
  switch (row.type) {
    case ValueType::String:
    case ValueType::Secret:
    case ValueType::Reference:
      return found.kind == NodeKind::Object ? known_object(node) : raw(node);
    case ValueType::Bool:
      if (const auto truth = read_bool(found)) return *truth;
      return raw(node);
    case ValueType::Any:
    case ValueType::TimeSpan: return raw(node);
    case ValueType::Nested: return objects(node);
    case ValueType::Int:
    case ValueType::Number: return number(row, node);
    case ValueType::Enum: {
      const string_view canonical = is_text(found.kind) ? canonical_value(row, found.text) : "";
      return canonical.empty() ? raw(node) : Json(canonical);
    }
    case ValueType::TypeOf: {
      const TypeName* type = is_text(found.kind) ? find_type(*row.family, found.text) : nullptr;
      return type == nullptr ? raw(node) : Json(type->name);
    }
    default: return structure(row, node, typed);
  }
}

nlohmann::json Shaper::structure(const Row& row, NodeId node, const Table* typed) {
  const NodeKind kind = document_->kind(node);
  if (row.type == ValueType::Array && kind == NodeKind::Array) return list(row, node);
  if (row.type == ValueType::Array || kind != NodeKind::Object) return raw(node);
  if (row.type == ValueType::Map) return map(row, node);
  if (row.type == ValueType::OneOf) return type_only(row, node);
  if (row.type == ValueType::Typed)
    return typed == nullptr ? Json::object() : object(node, *typed, nullptr);
  return row.table->kind == "entity" ? Json::object() : object(node, *row.table, nullptr);
}

nlohmann::json Shaper::list(const Row& row, NodeId node) {
  const Row item = element_row(row);
  Json items = Json::array();
  for (const NodeId child : document_->children(node)) items.push_back(value(item, child, nullptr));
  return items;
}

nlohmann::json Shaper::map(const Row& row, NodeId node) {
  const Row item = element_row(row);
  Json entries = Json::object();
  for (const NodeId child : document_->children(node))
    entries[std::string(document_->key(child))] = value(item, child, nullptr);
  return entries;
}

nlohmann::json Shaper::type_only(const Row& row, NodeId node) {
  const NodeId type = document_->find(node, "type");
  if (!type.valid() || document_->kind(type) == NodeKind::Null) return Json::object();
  Row name = row;
  name.type = ValueType::TypeOf;
  return {{"type", literal(name, type, nullptr)}};
}

/// Activities, which are judged one by one.
nlohmann::json Shaper::objects(NodeId node) {
  if (document_->kind(node) != NodeKind::Array) return raw(node);
  Json items = Json::array();
  for (const NodeId child : document_->children(node)) items.push_back(raw(child));
  return items;
}

/// A secret, a reference or an object that is neither.
nlohmann::json Shaper::known_object(NodeId node) {
  static constexpr string_view kNames[] = {
      "type", "value", "store", "secretName", "secretVersion", "referenceName", "parameters"};
  static constexpr string_view kTypes[] = {"SecureString", "AzureKeyVaultSecret", "Expression"};
  Json out = Json::object();
  for (const NodeId child : document_->children(node)) {
    const document::Node& found = (*document_)[child];
    if (found.kind == NodeKind::Null) continue;
    for (const string_view name : kNames) {
      if (!equal_fold(name, found.key)) continue;
      out[std::string(name)] = found.kind == NodeKind::Object ? known_object(child) : raw(child);
      if (name != "type" && name != "parameters" && expression_at(*document_, child))
        out[std::string(name)] = {{"type", "Expression"}};
    }
    if (!equal_fold(found.key, "type") || !is_text(found.kind)) continue;
    for (const string_view type : kTypes)
      if (equal_fold(type, found.text)) out["type"] = type;
    if (const auto reference = reference_at(*document_, node)) out["type"] = reference->type;
  }
  return out;
}

nlohmann::json Shaper::number(const Row& row, NodeId node) {
  const auto found = read_number((*document_)[node]);
  if (!found) return raw(node);
  if (row.type == ValueType::Number || *found != std::floor(*found)) return *found;
  // What does not fit is no number for the schema either.
  if (std::abs(*found) > 9007199254740992.0) return "out of range";
  return static_cast<std::int64_t>(*found);
}

/// The value as it stands, one level deep.
nlohmann::json Shaper::raw(NodeId node) {
  const document::Node& found = (*document_)[node];
  switch (found.kind) {
    case NodeKind::Broken: complete_ = false; return nullptr;
    case NodeKind::Null: return nullptr;
    case NodeKind::Bool: return equal_fold(found.text, "true");
    case NodeKind::Number: return read_number(found).value_or(0);
    case NodeKind::Array: return Json::array();
    case NodeKind::Object: return Json::object();
    default: return found.text;
  }
}

}  // namespace adxc::model

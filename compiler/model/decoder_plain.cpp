// Objects whose table has no struct, straight from its rows.
#include "compiler/model/decoder.h"

namespace adxc::model {

using document::NodeId;
using document::NodeKind;

void Decoder::check(NodeId node, const Table& table) {
  if (!object_wanted(Row{.name = table.type, .within = ""}, node)) return;
  const Frame frame = open(node, table);
  for (std::size_t i = 0; i < table.rows.size(); ++i) check_field(frame.matched, i);
  close(frame);
}

void Decoder::check_field(const Matched& matched, std::size_t index) {
  const Row& row = matched.table->rows[index];
  const NodeId node = matched.nodes[index];
  if (!node.valid()) return;
  if (row.type != ValueType::Typed) return check_value(row, node);
  if (!object_wanted(row, node)) return;
  if (const Table* typed = matched.type.table()) check(node, *typed);
}

void Decoder::check_value(const Row& row, NodeId node) {
  switch (row.type) {
    case ValueType::String:
    case ValueType::Enum:
    case ValueType::TypeOf: return check_as<std::string>(row, node);
    case ValueType::Bool: return check_as<bool>(row, node);
    case ValueType::Int: return check_as<std::int64_t>(row, node);
    case ValueType::Number: return check_as<double>(row, node);
    case ValueType::TimeSpan: return check_as<Timespan>(row, node);
    case ValueType::Secret: return check_as<Secret>(row, node);
    case ValueType::Reference: return check_as<Reference>(row, node);
    case ValueType::Any:
    case ValueType::Nested: return check_as<Any>(row, node);
    case ValueType::Struct:
    case ValueType::Array:
    case ValueType::Map:
    case ValueType::OneOf: return check_structure(row, node);
    case ValueType::Typed: return;
  }
}

void Decoder::check_structure(const Row& row, NodeId node) {
  if (document_->kind(node) == NodeKind::Broken || computed(row, node)) return;
  if (row.type == ValueType::Array) {
    if (list_wanted(row, node)) check_items(row, node);
    return;
  }
  if (!object_wanted(row, node)) return;
  if (row.type == ValueType::Map) return check_items(row, node);
  if (row.type == ValueType::Struct) return check(node, *row.table);
  if (const Table* table = type_in(node, *row.family).table()) check(node, *table);
}

void Decoder::check_items(const Row& row, NodeId node) {
  const Row item = element_row(row);
  for (const NodeId child : document_->children(node)) check_value(item, child);
}

}  // namespace adxc::model

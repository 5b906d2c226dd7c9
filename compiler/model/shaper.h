// A definition as the JSON that a schema judges: names and values in canonical spelling, YAML's
// plain scalars typed by the tables, nulls left out. Inner header of compiler/model.
#pragma once

#include <nlohmann/json.hpp>

#include "compiler/document/document.h"
#include "compiler/model/row.h"

namespace adxc::model {

class Shaper {
 public:
  explicit Shaper(const document::Document& document) : document_(&document) {}

  /// The object at `node`; `typed` is the table of its typeProperties, null for none. Objects that
  /// say their own type are judged on their own and only hint at it here.
  nlohmann::json object(document::NodeId node, const Table& table, const Table* typed);

  /// False when some part could not be read; then there is nothing to judge.
  bool complete() const { return complete_; }

 private:
  using Json = nlohmann::json;
  using NodeId = document::NodeId;

  void level(NodeId object, std::string_view within, const Table& table, const Table* typed,
             Json& out);
  Json value(const Row& row, NodeId node, const Table* typed);
  Json literal(const Row& row, NodeId node, const Table* typed);
  Json structure(const Row& row, NodeId node, const Table* typed);
  Json list(const Row& row, NodeId node);
  Json map(const Row& row, NodeId node);
  Json objects(NodeId node);
  Json type_only(const Row& row, NodeId node);
  Json known_object(NodeId node);
  Json number(const Row& row, NodeId node);
  Json raw(NodeId node);
  static Json not_allowed(const Row& row);

  const document::Document* document_;
  bool complete_ = true;
};

}  // namespace adxc::model

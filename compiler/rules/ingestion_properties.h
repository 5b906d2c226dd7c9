// `additionalProperties` of an Azure Data Explorer sink, which stands in the definition as an
// object or as the JSON text of one. Only for compiler/rules.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "compiler/model/search.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

/// A value of a definition as JSON. Deep values are cut off, which the reader has reported.
inline nlohmann::json json_of(const document::Document& document, document::NodeId node) {
  const document::Node& value = document[node];
  switch (value.kind) {
    case document::NodeKind::Object: {
      nlohmann::json object = nlohmann::json::object();
      for (const document::NodeId child : document.children(node))
        object[document.key(child)] = json_of(document, child);
      return object;
    }
    case document::NodeKind::Array: {
      nlohmann::json array = nlohmann::json::array();
      for (const document::NodeId child : document.children(node))
        array.push_back(json_of(document, child));
      return array;
    }
    case document::NodeKind::String: return value.text;
    case document::NodeKind::Null:
    case document::NodeKind::Broken: return nullptr;
    default: {
      const nlohmann::json scalar = nlohmann::json::parse(value.text, nullptr, false);
      return scalar.is_discarded() || scalar.is_structured() ? nlohmann::json(value.text) : scalar;
    }
  }
}

struct IngestionProperty {
  std::string name;
  nlohmann::json value;
  diag::Place place;  // of the name
};

struct IngestionProperties {
  bool written = false;  // and to be judged: no expression
  bool readable = true;  // an object, or the text of one
  std::vector<IngestionProperty> list;

  /// Null when there is none of that name, but for case.
  const IngestionProperty* find(std::string_view name) const {
    for (const IngestionProperty& property : list)
      if (equal_fold(property.name, name)) return &property;
    return nullptr;
  }
};

namespace inner {

/// Where a key stands in JSON text: at its first appearance between quotes.
inline diag::Place place_of_key(const document::Document& document, document::NodeId node,
                                const std::string& key) {
  const std::string_view text = document.text(node);
  const std::size_t at = text.find("\"" + key + "\"");
  if (at == std::string_view::npos) return document.place(node);
  return place_in(document, node, at + 1, at + 1 + key.size());
}

inline void read_text(const document::Document& document, document::NodeId node,
                      IngestionProperties& found) {
  const std::string_view text = document.text(node);
  if (program::trimmed(text).empty()) return;
  found.written = true;
  const nlohmann::json parsed = nlohmann::json::parse(text, nullptr, false);
  found.readable = parsed.is_object();
  if (!found.readable) return;
  for (const auto& [key, value] : parsed.items())
    found.list.push_back({key, value, place_of_key(document, node, key)});
}

}  // namespace inner

/// Of the sink at `sink`.
inline IngestionProperties ingestion_properties(const document::Document& document,
                                                document::NodeId sink) {
  IngestionProperties found;
  const document::NodeId node = program::value_at(document, sink, "additionalProperties");
  if (!node.valid() || !model::expressions_under(document, node).empty()) return found;
  if (program::is_text(document[node])) inner::read_text(document, node, found);
  if (document.kind(node) != document::NodeKind::Object) return found;
  found.written = true;
  for (const document::NodeId child : document.children(node))
    found.list.push_back(
        {std::string(document.key(child)), json_of(document, child), document.key_place(child)});
  return found;
}

/// The items of a property that is a list of texts: an array, or the JSON text of one. Empty when
/// it is neither.
inline std::optional<std::vector<std::string>> texts_of(const nlohmann::json& value) {
  nlohmann::json list = value;
  if (value.is_string()) list = nlohmann::json::parse(value.get<std::string>(), nullptr, false);
  if (!list.is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const nlohmann::json& item : list) {
    if (!item.is_string()) return std::nullopt;
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

/// The value of a key of an object, but for case; null when there is none.
inline const nlohmann::json* member(const nlohmann::json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  for (const auto& [name, value] : object.items())
    if (equal_fold(name, key)) return &value;
  return nullptr;
}

/// What an ingestion mapping says of one column. Newer mappings have it under `Properties`, older
/// ones beside the name of the column.
inline const nlohmann::json* column_setting(const nlohmann::json& column, std::string_view key) {
  const nlohmann::json* properties = member(column, "Properties");
  const nlohmann::json* found = properties == nullptr ? nullptr : member(*properties, key);
  return found != nullptr ? found : member(column, key);
}

}  // namespace adxc::rules

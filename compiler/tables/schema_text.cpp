#include "compiler/tables/schema_text.h"

namespace adxc::tables {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kWidth = 160;

std::string one_line(const Json& json) {
  if (json.is_object()) {
    std::string text;
    for (const auto& [key, value] : json.items())
      text += (text.empty() ? "" : ", ") + Json(key).dump() + ": " + one_line(value);
    return "{" + text + "}";
  }
  if (!json.is_array()) return json.dump();
  std::string text;
  for (const Json& item : json) text += (text.empty() ? "" : ", ") + one_line(item);
  return "[" + text + "]";
}

/// Items as many as fit on a line.
std::string filled(const Json& array, std::size_t indent) {
  const std::string margin(indent + 2, ' ');
  std::string text = "[\n" + margin;
  std::size_t column = margin.size();
  for (std::size_t i = 0; i < array.size(); ++i) {
    const std::string item = one_line(array[i]) + (i + 1 < array.size() ? "," : "");
    if (i > 0 && column + 1 + item.size() > kWidth) {
      text += "\n" + margin;
      column = margin.size();
    } else if (i > 0) {
      text += " ";
      ++column;
    }
    text += item;
    column += item.size();
  }
  return text + "\n" + std::string(indent, ' ') + "]";
}

}  // namespace

std::string schema_text(const Json& json, std::size_t indent) {
  std::string line = one_line(json);
  if (!json.is_structured() || indent + line.size() <= kWidth) return line;
  if (json.is_array() && !json[0].is_structured()) return filled(json, indent);
  const std::string margin(indent + 2, ' ');
  std::string text = json.is_object() ? "{" : "[";
  const char* between = "\n";
  for (const auto& [key, value] : json.items()) {
    const std::string name = json.is_object() ? Json(key).dump() + ": " : "";
    text += between + margin + name + schema_text(value, indent + 2);
    between = ",\n";
  }
  return text + "\n" + std::string(indent, ' ') + (json.is_object() ? "}" : "]");
}

}  // namespace adxc::tables

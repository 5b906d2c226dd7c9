#include <string>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule complex_value_unmapped;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view> kComplexValue{
    {"complex-value-unmapped", diag::Severity::Warning},
    "`{}` is {} in the source, which no column takes as it is; wanted `mapComplexValuesToString: "
    "true` in the translator"};

/// "$['a'][0].b" as "a", "[]", "b": the way through objects and arrays.
std::vector<std::string> steps_of(std::string_view path) {
  std::vector<std::string> steps;
  if (path.starts_with('$')) path.remove_prefix(1);
  while (!path.empty()) {
    if (path.front() == '.') {
      path.remove_prefix(1);
      continue;
    }
    if (path.starts_with("['")) {
      const std::size_t end = path.find("']", 2);
      if (end == std::string_view::npos) return {};
      steps.emplace_back(path.substr(2, end - 2));
      path.remove_prefix(end + 2);
    } else if (path.front() == '[') {
      const std::size_t end = path.find(']');
      if (end == std::string_view::npos) return {};
      steps.emplace_back("[]");
      path.remove_prefix(end + 1);
    } else {
      const std::size_t end = std::min(path.find_first_of(".["), path.size());
      steps.emplace_back(path.substr(0, end));
      path.remove_prefix(end);
    }
  }
  return steps;
}

/// One step down a JSON Schema; invalid where it does not say.
NodeId step_down(const Document& document, NodeId schema, const std::string& step) {
  if (!schema.valid()) return schema;
  if (step == "[]") return object_at(document, schema, "items");
  const NodeId properties = object_at(document, schema, "properties");
  return properties.valid() ? object_at(document, properties, step) : properties;
}

NodeId follow(const Document& document, NodeId schema, std::string_view path) {
  for (const std::string& step : steps_of(path)) schema = step_down(document, schema, step);
  return schema;
}

/// The JSON Schema that a dataset of a hierarchical type has as `schema`; of the items of the
/// collection when the path is relative to one.
NodeId schema_of(const Copy& copy, std::string_view path) {
  const Document& document = *copy.source.dataset->document;
  NodeId schema =
      object_at(document, object_at(document, copy.source.dataset->node, "properties"), "schema");
  const std::string_view collection =
      text_at(*copy.document, copy.translator, "collectionReference");
  if (!schema.valid() || path.starts_with('$') || collection.empty()) return schema;
  schema = follow(document, schema, collection);
  return schema.valid() && equal_fold(text_at(document, schema, "type"), "array")
             ? object_at(document, schema, "items")
             : schema;
}

/// "an object", "an array", or "" for what a column takes or nobody knows.
std::string_view shape_at(const Copy& copy, std::string_view path) {
  if (path.ends_with("[*]")) return "an array";
  if (copy.source.dataset == nullptr) return {};
  const Document& document = *copy.source.dataset->document;
  const NodeId schema = follow(document, schema_of(copy, path), path);
  if (!schema.valid()) return {};
  const std::string_view type = text_at(document, schema, "type");
  if (equal_fold(type, "object")) return "an object";
  return equal_fold(type, "array") ? "an array" : std::string_view{};
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  if (copy.source.shape != Shape::Tree || !copy.translator.valid()) return;
  if (!equal_fold(copy.sink.type, "AzureDataExplorerSink")) return;
  if (!is_false(*copy.document, copy.translator, "mapComplexValuesToString")) return;
  for (const ColumnPair& pair : column_pairs(copy)) {
    if (!pair.source.valid()) continue;
    const std::string_view path = text_at(*copy.document, pair.source, "path");
    if (path.empty() || expr::is_expression(path)) continue;
    const std::string_view shape = shape_at(copy, path);
    if (shape.empty()) continue;
    sink.report(kComplexValue, copy.document->place(copy.document->find(pair.source, "path")), path,
                shape);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule complex_value_unmapped = {check_program};

}  // namespace adxc::rules

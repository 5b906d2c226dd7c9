// The only file that knows valijson.
#include "compiler/model/verdict.h"

#include <map>
#include <memory>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "compiler/base/assert.h"
#include "compiler/model/shaper.h"
#include "made/model/schemas.h"

namespace adxc::model {
namespace {

using document::Document;
using document::NodeId;
using valijson::adapters::NlohmannJsonAdapter;

/// Schemas parsed when they are first asked, and the validator, which keeps compiled patterns.
class Schemas {
 public:
  /// Null when objects of that table have no schema of their own.
  const valijson::Schema* find(std::string_view table, std::string_view typed) {
    const auto [at, is_new] = parsed_.try_emplace({table, typed});
    if (is_new) at->second = parse(table, typed);
    return at->second.get();
  }

  bool is_valid(const valijson::Schema& schema, const nlohmann::json& value,
                valijson::ValidationResults& results) {
    return validator_.validate(schema, NlohmannJsonAdapter(value), &results);
  }

 private:
  static std::unique_ptr<valijson::Schema> parse(std::string_view table, std::string_view typed) {
    for (const SchemaText& text : kSchemas) {
      if (text.table != table || text.typed != typed) continue;
      auto schema = std::make_unique<valijson::Schema>();
      const nlohmann::json json = nlohmann::json::parse(text.text);
      valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
      parser.populateSchema(NlohmannJsonAdapter(json), *schema);
      return schema;
    }
    return nullptr;
  }

  std::map<std::pair<std::string_view, std::string_view>, std::unique_ptr<valijson::Schema>>
      parsed_;
  valijson::Validator validator_;
};

/// One per thread: a cache of constants, no state that a caller could see.
Schemas& schemas() {
  thread_local Schemas cache;
  return cache;
}

/// The node that "<root>", "[properties]", "[0]", … lead to; the last that exists.
NodeId follow(const Document& document, NodeId node, const std::vector<std::string>& context) {
  for (const std::string& step : context) {
    if (step.size() < 2 || step.front() != '[') continue;
    const std::string name = step.substr(1, step.size() - 2);
    NodeId next = document.find(node, name);
    if (document[node].kind == document::NodeKind::Array) {
      std::size_t index = std::stoul(name);
      for (const NodeId child : document.children(node))
        if (index-- == 0) next = child;
    }
    if (!next.valid()) return node;
    node = next;
  }
  return node;
}

/// The objection that stands deepest in the document says most.
Violation deepest(const Document& document, NodeId object, valijson::ValidationResults& results) {
  valijson::ValidationResults::Error error;
  valijson::ValidationResults::Error chosen;
  while (results.popError(error))
    if (error.context.size() >= chosen.context.size()) chosen = error;
  return {follow(document, object, chosen.context), chosen.description};
}

}  // namespace

std::optional<Violation> violation(const Document& document, NodeId object, const Table& table,
                                   const Table* typed) {
  if (table.kind != "entity" && !table.typed_by_itself) return std::nullopt;
  const valijson::Schema* schema =
      schemas().find(table.struct_name, typed == nullptr ? "" : typed->struct_name);
  ADXC_ASSERT(schema != nullptr);
  Shaper shaper(document);
  const nlohmann::json value = shaper.object(object, table, typed);
  if (!shaper.complete()) return std::nullopt;
  valijson::ValidationResults results;
  if (schemas().is_valid(*schema, value, results)) return std::nullopt;
  return deepest(document, object, results);
}

}  // namespace adxc::model

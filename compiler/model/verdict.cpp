// The only file that knows valijson.
#include "compiler/model/verdict.h"

#include <array>
#include <locale>
#include <map>
#include <memory>
#include <numeric>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "compiler/model/schemas.h"
#include "compiler/model/shaper.h"

namespace adxc::model {
namespace {

using document::Document;
using document::NodeId;
using valijson::adapters::NlohmannJsonAdapter;

/// Schemas parsed when they are first asked, and the validator, which keeps compiled patterns.
class Schemas {
 public:
  const valijson::Schema& of(const Table& table, const Table* typed) {
    std::unique_ptr<valijson::Schema>& schema = parsed_[{&table, typed}];
    if (schema == nullptr) schema = parse(flat_schema(table, typed));
    return *schema;
  }

  bool is_valid(const valijson::Schema& schema, const nlohmann::json& value,
                valijson::ValidationResults& results) {
    return validator_.validate(schema, NlohmannJsonAdapter(value), &results);
  }

 private:
  static std::unique_ptr<valijson::Schema> parse(const std::string& text) {
    auto schema = std::make_unique<valijson::Schema>();
    const nlohmann::json json = nlohmann::json::parse(text);
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(NlohmannJsonAdapter(json), *schema);
    return schema;
  }

  std::map<std::pair<const Table*, const Table*>, std::unique_ptr<valijson::Schema>> parsed_;
  valijson::Validator validator_;
};

/// The first pattern that is read makes libstdc++ note what each character is in the locale, where
/// other threads read patterns too (its bug 77704). After this it has nothing to note.
bool know_characters() {
  std::array<char, 256> all{};
  std::iota(all.begin(), all.end(), '\0');
  std::array<char, 256> narrowed{};
  std::use_facet<std::ctype<char>>(std::locale())
      .narrow(all.data(), all.data() + all.size(), 0, narrowed.data());
  return true;
}

/// One per thread: a cache of constants, no state that a caller could see.
Schemas& schemas() {
  [[maybe_unused]] static const bool known = know_characters();
  thread_local Schemas cache;
  return cache;
}

/// The node that "<root>", "[properties]", "[0]", … lead to; the last that exists.
NodeId follow(const Document& document, NodeId node, const std::vector<std::string>& context) {
  for (const std::string& step : context) {
    if (step.size() < 2 || step.front() != '[') continue;
    const std::string name = step.substr(1, step.size() - 2);
    NodeId next = document.find(node, name);
    if (document.kind(node) == document::NodeKind::Array) {
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
Verdict deepest(const Document& document, NodeId object, valijson::ValidationResults& results) {
  valijson::ValidationResults::Error error;
  valijson::ValidationResults::Error chosen;
  while (results.popError(error))
    if (error.context.size() >= chosen.context.size()) chosen = error;
  return {Ruling::Invalid, follow(document, object, chosen.context), chosen.description};
}

}  // namespace

Verdict ask_schema(const Document& document, NodeId object, const Table& table,
                   const Table* typed) {
  if (table.kind != "entity" && !table.typed_by_itself) return {};
  const valijson::Schema& schema = schemas().of(table, typed);
  Shaper shaper(document);
  const nlohmann::json value = shaper.object(object, table, typed);
  if (!shaper.complete()) return {};
  valijson::ValidationResults results;
  if (schemas().is_valid(schema, value, results)) return {Ruling::Valid, object, ""};
  return deepest(document, object, results);
}

}  // namespace adxc::model

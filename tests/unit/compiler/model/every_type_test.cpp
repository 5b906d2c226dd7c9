// The decoder and the JSON Schemas must agree about every type: for each table an object with all
// its properties is made from the rows, and then each property is removed and replaced.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "compiler/model/decoder.h"

using namespace adxc;
using namespace adxc::model;
using Json = nlohmann::json;

namespace {

constexpr int kDeepest = 4;

Json sample(const Table& table, int depth);

Json sample_scalar(const Row& row, ValueType type) {
  switch (type) {
    case ValueType::Bool: return true;
    case ValueType::Int:
      return row.minimum != kNoMinimum ? row.minimum
                                       : std::min<std::int64_t>(row.maximum, std::int64_t{5});
    case ValueType::Number: return 0.5;
    case ValueType::TimeSpan: return "00:30:00";
    case ValueType::Enum: return row.values[0];
    case ValueType::Secret: return {{"type", "SecureString"}, {"value", "s"}};
    case ValueType::Reference: return {{"referenceName", "r"}, {"type", row.target}};
    case ValueType::Nested: return Json::array();
    default: return "t";
  }
}

Json sample_value(const Row& row, ValueType type, int depth) {
  if (row.expressions == Expressions::Only) return {{"type", "Expression"}, {"value", "@x"}};
  if (type == ValueType::Array) return Json::array({sample_value(row, row.element, depth)});
  if (type == ValueType::Map) return {{"a", sample_value(row, row.element, depth)}};
  if (type == ValueType::Struct)
    return row.table->kind == "entity" || depth > kDeepest ? Json::object()
                                                           : sample(*row.table, depth + 1);
  if (type != ValueType::OneOf) return sample_scalar(row, type);
  Json object = {{"type", row.family->types[0].name}};
  const Table* table = row.family->types[0].table;
  if (table != nullptr && depth <= kDeepest) object.update(sample(*table, depth + 1));
  return object;
}

Json sample(const Table& table, int depth) {
  Json object = Json::object();
  if (table.typed_by_itself) object["type"] = table.type;
  for (const Row& row : table.rows)
    object[std::string(row.name)] = sample_value(row, row.type, depth);
  return object;
}

/// Where an object of a table stands in a definition, and how that is checked.
struct Home {
  const Table* entity = nullptr;  // null: on its own
  Json around;
  Json::json_pointer at;
};

Home home_of(const TypeFamily& family, const TypeName& type) {
  const std::pair<const TypeFamily*, const Table*> entities[] = {
      {&rows::kAnyLinkedService, &rows::kLinkedService},
      {&rows::kAnyDataset, &rows::kDataset},
      {&rows::kAnyTrigger, &rows::kTrigger},
      {&rows::kAnyIntegrationRuntime, &rows::kIntegrationRuntime},
      {&rows::kAnyCredential, &rows::kCredential},
      {&rows::kAnyDataflow, &rows::kDataFlow}};
  for (const auto& [known, entity] : entities)
    if (known == &family)
      return {entity,
              {{"name", "n"}, {"properties", {{"type", type.name}}}},
              Json::json_pointer("/properties/typeProperties")};
  if (&family != &rows::kAnyActivity) return Home{nullptr, {}, Json::json_pointer()};
  const Json activity = {{"name", "a"}, {"type", type.name}};
  return {&rows::kPipeline,
          {{"name", "n"}, {"properties", {{"activities", Json::array({activity})}}}},
          Json::json_pointer("/properties/activities/0/typeProperties")};
}

std::string differences(const Home& home, const Table& table, const Json& object) {
  Json whole = object;
  if (home.entity != nullptr) (whole = home.around)[home.at] = object;
  text::SourceMap sources;
  diag::Sink sink;
  const auto document = document::read_json(sources.add("a.json", whole.dump()), sink);
  std::vector<Disagreement> found;
  if (home.entity != nullptr) {
    found = disagreements(document, document.roots[0], *home.entity);
  } else {
    Decoder decoder(document, sink, {.always_judge = true});
    decoder.check(document.roots[0], table);
    found = decoder.disagreements();
  }
  if (found.empty()) return "";
  return std::string(table.struct_name) +
         (found[0].decoder_found ? ": only the decoder objects: " : ": only the schema objects: ") +
         found[0].sentence + "\n" + whole.dump();
}

void vary(const Home& home, const Table& table, int& count) {
  const Json original = sample(table, 0);
  const Json replacements[] = {-1, "text", "@x", true, nullptr, Json::array({1}), Json::object()};
  CHECK(differences(home, table, original) == "");
  for (const Row& row : table.rows) {
    const std::string name(row.name);
    Json changed = original;
    changed.erase(name);
    CHECK(differences(home, table, changed) == "");
    for (const Json& replacement : replacements) {
      changed[name] = replacement;
      CHECK(differences(home, table, changed) == "");
      ++count;
    }
  }
}

}  // namespace

TEST_CASE("decoder and schemas agree about every type") {
  const TypeFamily* families[] = {&rows::kAnyLinkedService,
                                  &rows::kAnyDataset,
                                  &rows::kAnyActivity,
                                  &rows::kAnySource,
                                  &rows::kAnySink,
                                  &rows::kAnyLocation,
                                  &rows::kAnyFormat,
                                  &rows::kAnyStoreReadSettings,
                                  &rows::kAnyStoreWriteSettings,
                                  &rows::kAnyFormatReadSettings,
                                  &rows::kAnyFormatWriteSettings,
                                  &rows::kAnyCompressionReadSettings,
                                  &rows::kAnyTranslator,
                                  &rows::kAnyTrigger,
                                  &rows::kAnyIntegrationRuntime,
                                  &rows::kAnyCredential,
                                  &rows::kAnyDataflow};
  int count = 0;
  for (const TypeFamily* family : families)
    for (const TypeName& type : family->types)
      if (type.table != nullptr) vary(home_of(*family, type), *type.table, count);
  CHECK(count > 10'000);
}

TEST_CASE("types and properties are found by any of their names in any case") {
  CHECK(find_type(rows::kAnyStoreReadSettings, "azureblobstoragereadsetting")->name ==
        "AzureBlobStorageReadSettings");
  CHECK(find_type(rows::kAnyCredential, "UserAssignedManagedIdentity")->name == "ManagedIdentity");
  CHECK(find_type(rows::kAnyDataset, "Parquett") == nullptr);
  CHECK(find_type(rows::kAnyDataset, "") == nullptr);
  const Table& copy = *find_type(rows::kAnyActivity, "copy")->table;
  CHECK(find_row(copy, "CloudDataMovementUnits")->name == "dataIntegrationUnits");
  CHECK(find_row(copy, "units") == nullptr);
  CHECK(find_row(rows::kDataset, "TYPE", "properties")->type == ValueType::TypeOf);
  CHECK(find_row(rows::kDataset, "type", "")->type == ValueType::Any);
  CHECK(date_text(20190200) == "2019-02");
  CHECK(date_text(20210521) == "2021-05-21");
  CHECK(date_text(20230000) == "2023");
}

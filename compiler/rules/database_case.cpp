#include <map>
#include <string>

#include "compiler/base/names.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule database_case;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kDatabaseCase{
    {"database-case", diag::Severity::Info},
    "the database is `{}` here and `{}` elsewhere; the service does not mind, people who search "
    "do"};

/// Endpoint and database of a linked service, where both are written out.
struct Target {
  std::string key;
  WrittenText database;
};

std::optional<Target> target_of(const model::LinkedService& service) {
  const auto* adx = model::as<model::AzureDataExplorerLinkedService>(service.type_properties);
  if (adx == nullptr) return std::nullopt;
  const auto endpoint = written_text(adx->endpoint);
  const auto database = written_text(adx->database);
  if (!endpoint || !database) return std::nullopt;
  return Target{fold_case(endpoint->text) + "/" + fold_case(database->text), *database};
}

void check_program(const Program& program, diag::Sink& sink) {
  std::map<std::string, diag::Place> first;
  std::map<std::string, std::string_view> spelling;
  for (const model::LinkedService& service : program.linked_services) {
    const std::optional<Target> target = target_of(service);
    if (!target) continue;
    const diag::Place place = service.document->place(target->database.node);
    const auto [known, fresh] = spelling.emplace(target->key, target->database.text);
    if (fresh) first.emplace(target->key, place);
    if (known->second == target->database.text) continue;
    sink.report(kDatabaseCase, place, target->database.text, known->second)
        .related.push_back({first.at(target->key), "it is spelt otherwise here"});
  }
}

}  // namespace

const Rule database_case = {check_program};

}  // namespace adxc::rules

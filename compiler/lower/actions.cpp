#include "compiler/lower/actions.h"

#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/lower/settings.h"
#include "compiler/program/scalars.h"
#include "made/model/rows.h"

namespace adxc::lower {
namespace {

using document::NodeId;
using program::Activity;
using program::Link;

constexpr diag::Kind<std::string_view, std::string_view> kActivityNotExecutable{
    {"activity-not-executable", diag::Severity::Error},
    "adxc cannot execute `{}`, an activity of type `{}`; it executes Copy and "
    "AzureDataExplorerCommand"};
constexpr diag::Kind<std::string_view> kFeatureNotExecutable{
    {"feature-not-executable", diag::Severity::Error}, "adxc cannot execute a copy with `{}`"};
constexpr diag::Kind<std::string_view> kMappingNotExecutable{
    {"mapping-not-executable", diag::Severity::Error}, "adxc cannot execute a mapping with {}"};

/// Properties of a copy that would change what it does and that adxc does not know how to do.
constexpr std::array<std::string_view, 6> kRefused = {
    "enableStaging", "validateDataConsistency", "preserve",
    "preserveRules", "skipErrorFile",           "redirectIncompatibleRowSettings"};
/// The same, of a translator.
constexpr std::array<std::string_view, 3> kRefusedMapping = {"columnMappings", "schemaMapping",
                                                             "collectionReference"};

/// A value that switches nothing on: absent, null, false, or an empty list.
bool is_off(const document::Document& document, NodeId node) {
  if (!node.valid()) return true;
  const document::Node& value = document[node];
  if (value.kind == document::NodeKind::Null) return true;
  if (value.kind == document::NodeKind::Array) return value.child_count == 0;
  return equal_fold(value.text, "false");
}

/// A key that the service's user interface took out of the file is asked for in the environment.
void add_hidden_secrets(const model::LinkedService& service, std::string_view object,
                        plan::Settings& connection) {
  const NodeId properties = service.type_properties.node;
  const bool hidden =
      properties.valid() && service.document->find(properties, "encryptedCredential").valid();
  if (!hidden) return;
  const model::TypeName* known =
      model::find_type(model::rows::kAnyLinkedService, service.type.value_or(""));
  if (known == nullptr || known->table == nullptr) return;
  for (const model::Row& row : known->table->rows) {
    if (row.type != model::ValueType::Secret) continue;
    connection.emplace(std::string(row.name), environment_secret(object, row.name));
  }
}

/// A dataset's place in a plan, with the names of its definition and its linked service.
class EndpointMaker {
 public:
  EndpointMaker(const Scope& scope, diag::Sink& sink) : scope_(scope), sink_(sink) {}

  /// The endpoint of the dataset that `reference` names, without `use`.
  std::optional<plan::Endpoint> of_dataset(const model::Reference& reference) {
    const Link* link = scope_.program->link_at(scope_.object, reference.node);
    const model::Dataset* dataset = scope_.program->dataset_of(link);
    if (dataset == nullptr) return not_given(scope_, reference);
    const Arguments arguments =
        arguments_of(scope_, reference, link->name, dataset->parameters, *dataset->document, sink_);
    Scope inside;
    inside.program = scope_.program;
    inside.object = link->target;
    inside.dataset = &arguments;
    const model::Reference* service = dataset->linked_service_name.literal();
    if (service == nullptr) return std::nullopt;
    std::optional<plan::Endpoint> endpoint = of_linked_service(inside, *service);
    if (!endpoint) return std::nullopt;
    endpoint->dataset =
        settings_of(inside, model::settings(dataset->type_properties), link->name, sink_);
    // What is not Azure Data Explorer's is a file.
    const std::string type = dataset->type.value_or("");
    if (!equal_fold(type, "AzureDataExplorerTable")) endpoint->format = type;
    return endpoint;
  }

  /// The endpoint of a linked service that is named in `scope`.
  std::optional<plan::Endpoint> of_linked_service(const Scope& scope,
                                                  const model::Reference& reference) {
    const Link* link = scope.program->link_at(scope.object, reference.node);
    const model::LinkedService* service = scope.program->linked_service_of(link);
    if (service == nullptr) return not_given(scope, reference);
    const Arguments arguments =
        arguments_of(scope, reference, link->name, service->parameters, *service->document, sink_);
    Scope inside;
    inside.program = scope.program;
    inside.object = link->target;
    inside.linked_service = &arguments;
    plan::Endpoint endpoint;
    endpoint.store = service->type.value_or("");
    endpoint.address = address(*scope.program, link->target);
    endpoint.connection =
        settings_of(inside, model::settings(service->type_properties), link->name, sink_);
    add_hidden_secrets(*service, link->name, endpoint.connection);
    return endpoint;
  }

 private:
  std::optional<plan::Endpoint> not_given(const Scope& scope, const model::Reference& reference) {
    report_not_given(scope, reference, sink_);
    return std::nullopt;
  }

  const Scope& scope_;
  diag::Sink& sink_;
};

void refuse_features(const Scope& scope, const model::CopyActivity& copy, diag::Sink& sink) {
  const document::Document& document = scope.document();
  for (const std::string_view name : kRefused) {
    const NodeId node = document.find(copy.node, name);
    if (!is_off(document, node)) sink.report(kFeatureNotExecutable, document.key_place(node), name);
  }
  const NodeId log = program::object_at(document, copy.node, "logSettings");
  const NodeId logs = log.valid() ? document.find(log, "enableCopyActivityLog") : log;
  if (!is_off(document, logs)) {
    sink.report(kFeatureNotExecutable, document.key_place(logs), "logSettings");
  }
}

/// One pair of a translator. `settings` holds it under "mappings.<index>.".
plan::ColumnMap column_map(const plan::Settings& settings, const std::string& prefix) {
  plan::ColumnMap map;
  map.source_name = plan::text(settings, prefix + "source.name");
  map.source_path = plan::text(settings, prefix + "source.path");
  map.source_ordinal = plan::number(settings, prefix + "source.ordinal");
  map.source_type = plan::text(settings, prefix + "source.type");
  map.sink_name = plan::text(settings, prefix + "sink.name");
  map.sink_type = plan::text(settings, prefix + "sink.type");
  // A path wins over the name that the user interface writes beside it; so does an ordinal.
  if (map.source_ordinal > 0) map.source_name.clear(), map.source_path.clear();
  if (!map.source_path.empty()) map.source_name.clear();
  return map;
}

void add_mapping(const Scope& scope, const model::TabularTranslator& translator, plan::Copy& copy,
                 diag::Sink& sink) {
  const document::Document& document = scope.document();
  for (const std::string_view name : kRefusedMapping) {
    const NodeId node = document.find(translator.node, name);
    const bool empty =
        node.valid() && program::is_text(document.kind(node)) && document.text(node).empty();
    if (is_off(document, node) || empty) continue;
    sink.report(kMappingNotExecutable, document.key_place(node), fmt::format("`{}`", name));
  }
  const plan::Settings settings = settings_of(scope, model::settings(translator), "", sink);
  copy.complex_values_to_string = plan::flag(settings, "mapComplexValuesToString");
  const auto* mappings = translator.mappings.literal();
  const std::size_t count = mappings == nullptr ? 0 : mappings->size();
  for (std::size_t i = 0; i < count; ++i) {
    plan::ColumnMap map = column_map(settings, fmt::format("mappings.{}.", i));
    const bool source =
        !map.source_name.empty() || !map.source_path.empty() || map.source_ordinal > 0;
    if (source && !map.sink_name.empty()) {
      copy.mapping.push_back(std::move(map));
    } else {
      sink.report(
          kMappingNotExecutable, document.place((*mappings)[i].node),
          std::string_view(source ? "a sink column that has no name"
                                  : "a source column that has neither name, path nor ordinal"));
    }
  }
}

void add_translator(const Scope& scope, const model::CopyActivity& activity, plan::Copy& copy,
                    diag::Sink& sink) {
  if (!activity.translator.written()) return;
  const auto* translator = model::as<model::TabularTranslator>(activity.translator);
  if (translator != nullptr) return add_mapping(scope, *translator, copy, sink);
  sink.report(
      kMappingNotExecutable, scope.document().place(activity.translator.node),
      std::string_view("a translator that is computed or of another type than TabularTranslator"));
}

const model::Reference* only(const model::Property<std::vector<model::Reference>>& references) {
  const auto* list = references.literal();
  return list == nullptr || list->empty() ? nullptr : &list->front();
}

std::optional<plan::Action> copy_of(const Scope& scope, const Activity& activity,
                                    const model::CopyActivity& copy, diag::Sink& sink) {
  refuse_features(scope, copy, sink);
  const model::Reference* input = only(activity.entity->inputs);
  const model::Reference* output = only(activity.entity->outputs);
  if (input == nullptr || output == nullptr) return std::nullopt;
  EndpointMaker maker(scope, sink);
  std::optional<plan::Endpoint> source = maker.of_dataset(*input);
  std::optional<plan::Endpoint> target = maker.of_dataset(*output);
  if (!source || !target) return std::nullopt;
  source->use = settings_of(scope, model::settings(copy.source), activity.name, sink);
  target->use = settings_of(scope, model::settings(copy.sink), activity.name, sink);
  plan::Copy action{*std::move(source), *std::move(target), {}, false, false};
  action.skip_incompatible_rows = copy.enable_skip_incompatible_row.value_or(false);
  add_translator(scope, copy, action, sink);
  return plan::Action(std::move(action));
}

std::optional<plan::Action> command_of(const Scope& scope, const Activity& activity,
                                       const model::AzureDataExplorerCommandActivity& command,
                                       diag::Sink& sink) {
  const model::Reference* service = activity.entity->linked_service_name.literal();
  if (service == nullptr) return std::nullopt;
  std::optional<plan::Endpoint> target =
      EndpointMaker(scope, sink).of_linked_service(scope, *service);
  if (!target) return std::nullopt;
  target->use = settings_of(scope, model::settings(command), activity.name, sink);
  std::string text = plan::text(target->use, "command");
  target->use.erase("command");
  return plan::Action(plan::Command{*std::move(target), std::move(text)});
}

}  // namespace

std::optional<plan::Action> action_of(const Scope& scope, const Activity& activity,
                                      diag::Sink& sink) {
  const auto& type = activity.entity->type_properties;
  if (const auto* copy = model::as<model::CopyActivity>(type))
    return copy_of(scope, activity, *copy, sink);
  if (const auto* command = model::as<model::AzureDataExplorerCommandActivity>(type)) {
    return command_of(scope, activity, *command, sink);
  }
  sink.report(kActivityNotExecutable, scope.document().place(activity.name_node), activity.name,
              activity.type);
  return std::nullopt;
}

}  // namespace adxc::lower

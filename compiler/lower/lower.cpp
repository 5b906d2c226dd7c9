#include "compiler/lower/lower.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "compiler/lower/actions.h"
#include "compiler/lower/order.h"
#include "compiler/lower/settings.h"
#include "compiler/program/scalars.h"

namespace adxc::lower {
namespace {

using expr::Value;
using program::Object;
using program::ObjectId;
using program::ObjectKind;
using program::Program;
using Parameter = model::Named<model::ParameterSpecification>;

/// Stands in the plan for the value of a secret parameter.
constexpr std::string_view kSecretShown = "(secret)";

/// Values in a template of ARM are known only at deployment, so its pipelines cannot be planned.
std::vector<ObjectId> pipelines(const Program& program) {
  std::vector<ObjectId> found;
  for (std::size_t i = 0; i < program.entities.size(); ++i) {
    const bool deployed = program.workspace->objects[i].deployed.has_value();
    if (program.entities[i].pipeline != nullptr && !deployed)
      found.push_back({static_cast<std::uint32_t>(i)});
  }
  return found;
}

std::string_view why_none(const Program& program) {
  const bool templates =
      std::any_of(program.workspace->objects.begin(), program.workspace->objects.end(),
                  [](const auto& object) { return object.deployed.has_value(); });
  return templates ? "there is no pipeline but in templates of ARM, whose values are known only at "
                     "deployment"
                   : "there is no pipeline among the definitions";
}

std::vector<std::string_view> names_of(const Program& program,
                                       const std::vector<ObjectId>& objects) {
  std::vector<std::string_view> names;
  for (const ObjectId id : objects) names.push_back(program.object(id).name);
  return names;
}

Result<ObjectId> select(const Program& program, const std::string& name) {
  std::vector<ObjectId> candidates = pipelines(program);
  const std::vector<std::string_view> names = names_of(program, candidates);
  if (candidates.empty()) return fail(ErrorKind::NotFound, std::string(why_none(program)));
  if (!name.empty()) {
    std::erase_if(candidates,
                  [&](ObjectId id) { return !equal_fold(program.object(id).name, name); });
  }
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty()) {
    return fail(ErrorKind::NotFound,
                fmt::format("there is no pipeline `{}`, only {}", name, one_of(name, names)));
  }
  return fail(ErrorKind::Refused,
              fmt::format("there are {} pipelines{}, wanted the name of one: {}", candidates.size(),
                          name.empty() ? "" : " of that name", one_of(name, names)));
}

/// A parameter's value from the text on the command line.
Result<Value> parsed(const std::string& name, const std::string& text, const std::string& type) {
  if (equal_fold(type, "String")) return Value(text);
  Value value = Value::parse(text, nullptr, false);
  const bool fits = (equal_fold(type, "Int") && value.is_number_integer()) ||
                    (equal_fold(type, "Float") && value.is_number()) ||
                    (equal_fold(type, "Bool") && value.is_boolean()) ||
                    (equal_fold(type, "Array") && value.is_array()) ||
                    (equal_fold(type, "Object") && value.is_object());
  if (fits) return value;
  return fail(ErrorKind::Refused, fmt::format("parameter `{}` is `{}`, wanted a value of type {}",
                                              name, shortened(text), type));
}

Result<void> add_parameter(const Parameter& parameter, const document::Document& document,
                           const Request& request, Arguments& arguments) {
  const std::string folded = fold_case(parameter.name);
  const std::string type = parameter.value.type.value_or("String");
  if (equal_fold(type, "SecureString")) {
    arguments.secret.insert(folded);
    return {};
  }
  const auto given =
      std::find_if(request.parameters.begin(), request.parameters.end(),
                   [&](const auto& one) { return equal_fold(one.first, parameter.name); });
  const document::NodeId otherwise = parameter.value.default_value.node;
  if (given != request.parameters.end()) {
    ADXC_LET(value, parsed(parameter.name, given->second, type));
    arguments.values[folded] = value;
  } else if (otherwise.valid()) {
    arguments.values[folded] = default_of(document, otherwise);
  } else {
    return fail(ErrorKind::Refused,
                fmt::format("parameter `{}` of pipeline `{}` has no value and no default",
                            parameter.name, arguments.owner));
  }
  return {};
}

Result<Arguments> arguments_of_pipeline(const Program& program, ObjectId id,
                                        const Request& request) {
  const model::Pipeline& pipeline = *program.entities[id.value].pipeline;
  const std::vector<Parameter> list = pipeline.parameters.value_or({});
  std::vector<std::string_view> names;
  for (const Parameter& parameter : list) names.push_back(parameter.name);
  for (const auto& [name, value] : request.parameters) {
    const bool known = std::any_of(names.begin(), names.end(),
                                   [&](std::string_view other) { return equal_fold(other, name); });
    if (known) continue;
    return fail(ErrorKind::NotFound,
                fmt::format("pipeline `{}` has no parameter `{}`{}", program.object(id).name, name,
                            names.empty() ? "" : ", only " + one_of(name, names)));
  }
  Arguments arguments;
  arguments.owner = program.object(id).name;
  for (const Parameter& parameter : list) {
    ADXC_TRY(add_parameter(parameter, *pipeline.document, request, arguments));
  }
  return arguments;
}

/// The parameters as the plan shows them, under their declared names.
std::map<std::string, std::string> shown(const Program& program, ObjectId id,
                                         const Arguments& arguments) {
  std::map<std::string, std::string> texts;
  for (const Parameter& parameter : program.entities[id.value].pipeline->parameters.value_or({})) {
    const auto value = arguments.values.find(fold_case(parameter.name));
    texts[parameter.name] =
        value == arguments.values.end() ? std::string(kSecretShown) : expr::to_text(value->second);
  }
  return texts;
}

/// Values of the factory's global parameters, from its file among the definitions.
expr::Values global_parameters(const Program& program, std::size_t factory) {
  expr::Values values;
  for (const Object& object : program.workspace->objects) {
    if (object.kind != ObjectKind::Factory || object.factory != factory) continue;
    const document::Document& document = program.workspace->document_of(object);
    if (!object.properties.valid()) continue;
    const document::NodeId globals =
        program::object_at(document, object.properties, "globalParameters");
    if (!globals.valid()) continue;
    for (const document::NodeId global : document.children(globals)) {
      const document::NodeId value = document.find(global, "value");
      if (value.valid()) values[fold_case(document.key(global))] = default_of(document, value);
    }
  }
  return values;
}

/// "pipeline/Nightly.json:14": where the activity's name stands.
std::string origin_of(const Scope& scope, const program::Activity& activity) {
  const document::Document& document = scope.document();
  const text::Position position =
      document.file->position(document.place(activity.name_node).span.begin);
  return fmt::format("{}:{}", document.file->path, position.line);
}

std::optional<plan::Step> step_of(const Scope& scope, program::ActivityId id, diag::Sink& sink) {
  const program::Activity& activity = scope.program->activity(id);
  std::optional<plan::Action> action = action_of(scope, activity, sink);
  const plan::Settings policy = settings_of(
      scope, model::settings(activity.entity->policy.value_or({})), activity.name, sink);
  if (!action) return std::nullopt;
  plan::Step step;
  step.address = address(*scope.program, id);
  step.name = activity.name;
  step.type = activity.type;
  step.origin = origin_of(scope, activity);
  step.action = *std::move(action);
  step.timeout_ticks = parse_timespan(plan::text(policy, "timeout")).value_or(0);
  step.retries = plan::number(policy, "retry");
  step.retry_interval_seconds = plan::number(policy, "retryIntervalInSeconds", 30);
  return step;
}

}  // namespace

Result<plan::Plan> lower(const Program& program, const Request& request, diag::Sink& sink) {
  ADXC_LET(id, select(program, request.pipeline));
  ADXC_LET(arguments, arguments_of_pipeline(program, id, request));
  const expr::Values globals = global_parameters(program, program.object(id).factory);
  Scope scope;
  scope.program = &program;
  scope.object = id;
  scope.pipeline = &arguments;
  scope.globals = &globals;
  plan::Plan plan;
  plan.pipeline = program.object(id).name;
  plan.parameters = shown(program, id, arguments);
  Order order = order_of(program, id, sink);
  for (const program::ActivityId activity : order.activities) {
    if (auto step = step_of(scope, activity, sink)) plan.steps.push_back(*std::move(step));
  }
  plan.edges = std::move(order.edges);
  plan::seal(plan);
  return plan;
}

}  // namespace adxc::lower

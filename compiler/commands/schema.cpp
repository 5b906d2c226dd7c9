#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/cli/run.h"
#include "compiler/model/schemas.h"
#include "compiler/policy/settings.h"

namespace adxc::commands {

extern const cli::Command schema;

namespace {

int unknown_name(std::string_view name, cli::Context& context) {
  std::vector<std::string_view> names;
  for (const model::SchemaName& known : model::kSchemaNames) names.push_back(known.name);
  const std::string_view meant = nearest_name(name, names);
  return cli::misuse(context,
                     fmt::format("there is no schema of `{}`; {}", name,
                                 meant.empty() ? "`adxc schema` lists them"
                                               : fmt::format("did you mean `{}`?", meant)));
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::string name = arguments.text("NAME");
  if (name == "config") {
    context.out << policy::settings_schema();
    return cli::kOk;
  }
  if (name.empty()) context.out << "config\n";
  for (const model::SchemaName& known : model::kSchemaNames) {
    if (name.empty()) context.out << known.name << '\n';
    if (!equal_fold(known.name, name)) continue;
    context.out << model::published_schema(known);
    return cli::kOk;
  }
  return name.empty() ? cli::kOk : unknown_name(name, context);
}

constexpr std::array kOptions = {
    cli::Option{.names = "NAME",
                .value = "",
                .help = "a kind of object, for example pipeline, or a type of Data Factory"},
};
constexpr std::array kExamples = {
    cli::Example{"adxc schema", "lists the names"},
    cli::Example{"adxc schema AzureDataExplorerTable > dataset.schema.json", "for an editor"},
};

}  // namespace

constexpr cli::Command schema{.name = "schema",
                              .summary = "prints the JSON Schema that adxc checks a type against",
                              .options = kOptions,
                              .examples = kExamples,
                              .needs = cli::Needs::Nothing,
                              .run = run};

}  // namespace adxc::commands

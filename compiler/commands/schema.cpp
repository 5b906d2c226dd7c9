#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/cli/run.h"
#include "made/model/schemas.h"

namespace adxc::commands {

extern const cli::Command schema;

namespace {

/// What a schema goes by: the type it is for ("AzureDataExplorerTable", whose struct is
/// AzureDataExplorerTableDataset), or the kind when it is for any type.
std::string_view name_of(const model::SchemaText& text) {
  if (text.typed.empty()) return text.table;
  const bool named_after_kind = text.typed.ends_with(text.table);
  return text.typed.substr(0, text.typed.size() - (named_after_kind ? text.table.size() : 0));
}

int unknown_name(std::string_view name, cli::Context& context) {
  std::vector<std::string_view> names;
  for (const model::SchemaText& text : model::kSchemas) names.push_back(name_of(text));
  const std::string_view meant = nearest_name(name, names);
  return cli::misuse(context,
                     fmt::format("there is no schema of `{}`; {}", name,
                                 meant.empty() ? "`adxc schema` lists them"
                                               : fmt::format("did you mean `{}`?", meant)));
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::string name = arguments.text("NAME");
  for (const model::SchemaText& text : model::kSchemas) {
    if (name.empty()) context.out << name_of(text) << '\n';
    if (!equal_fold(name_of(text), name)) continue;
    context.out << text.text << (text.text.ends_with('\n') ? "" : "\n");
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

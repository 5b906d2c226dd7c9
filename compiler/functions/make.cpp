// What is made of the rows: C++ for the binder and the engine, Markdown for people.
#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "compiler/base/scalar_type.h"
#include "compiler/functions/rows.h"

namespace adxc::functions {
namespace {

template <typename... Args>
void line(std::string& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
  out += '\n';
}

/// A C++ literal.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + '"';
}

std::string capitalised(std::string_view type) {
  const std::string_view name = adxc::name(*scalar_type(type));
  if (name == "datetime") return "DateTime";
  if (name == "timespan") return "TimeSpan";
  std::string word(name);
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

/// Rule and type of a signature's result, as two enumerators.
std::string result_of(const Signature& signature) {
  static const std::map<std::string, std::string> kRules = {
      {"type1", "First"},   {"type2", "Second"},  {"wide1", "FirstWidened"},
      {"common", "Common"}, {"widest", "Widest"}, {"given", "Given"}};
  const auto rule = kRules.find(signature.result);
  if (rule != kRules.end()) {
    return fmt::format("ResultRule::{}, ScalarType::Dynamic", rule->second);
  }
  return fmt::format("ResultRule::Type, ScalarType::{}", capitalised(signature.result));
}

void write_parameters(std::string& out, const Tables& tables) {
  line(out, "constexpr FunctionParameter kParameters[] = {{");
  for (const Row& row : tables.rows) {
    for (const Signature& signature : row.signatures) {
      for (const Parameter& one : signature.parameters) {
        line(out, "    {{{}, {:#x}, {}, {}, {}, {}}},", quoted(one.name), one.types, one.common,
             one.type_literal, one.columns, one.optional);
      }
    }
  }
  line(out, "}};");
}

void write_signatures(std::string& out, const Tables& tables) {
  std::size_t first = 0;
  line(out, "constexpr Signature kSignatures[] = {{");
  for (const Row& row : tables.rows) {
    for (const Signature& signature : row.signatures) {
      const std::size_t count = signature.parameters.size();
      line(out, "    {{std::span(kParameters).subspan({}, {}), {}, {}, {}}},", first, count,
           signature.repeat_begin, signature.repeat_size, result_of(signature));
      first += count;
    }
  }
  line(out, "}};");
}

void write_outputs(std::string& out, const Tables& tables) {
  line(out, "constexpr FunctionOutput kOutputs[] = {{");
  for (const Row& row : tables.rows) {
    for (const auto& [name, type] : row.outputs) {
      line(out, "    {{{}, ScalarType::{}}},", quoted(name), capitalised(type));
    }
  }
  line(out, "}};");
}

void write_functions(std::string& out, const Tables& tables) {
  std::size_t first = 0;
  std::size_t output = 0;
  line(out, "constexpr Function kFunctions[] = {{");
  for (const Row& row : tables.rows) {
    const std::size_t count = row.signatures.size();
    line(out,
         "    {{{}, FunctionKind::{}, std::span(kSignatures).subspan({}, {}), {}, {}, {}, "
         "std::span(kOutputs).subspan({}, {})}},",
         quoted(row.name), row.aggregate ? "Aggregate" : "Scalar", first, count, quoted(row.column),
         quoted(row.instead), quoted(row.doc), output, row.outputs.size());
    first += count;
    output += row.outputs.size();
  }
  line(out, "}};");
}

void write_names(std::string& out, std::string_view variable,
                 const std::vector<std::string>& names) {
  if (names.empty()) return line(out, "constexpr std::span<const std::string_view> {};", variable);
  line(out, "constexpr std::string_view {}[] = {{", variable);
  for (const std::string& name : names) line(out, "    {},", quoted(name));
  line(out, "}};");
}

void write_row(std::string& out, const Row& row) {
  line(out, "### {}\n", row.name);
  for (const Signature& one : row.signatures) line(out, "`{}{}`\n", row.name, one.text);
  line(out, "{}\n", row.doc);
  if (!row.instead.empty()) line(out, "Obsolete; write `{}` instead.\n", row.instead);
  for (const auto& [expression, value] : row.examples)
    line(out, "- `{}` gives `{}`", expression, value);
  if (!row.examples.empty()) out += '\n';
}

}  // namespace

std::string make_signatures(const Tables& tables) {
  std::string out = "// Made from schemas/functions/kql/*.yaml; do not edit.\n";
  write_parameters(out, tables);
  write_signatures(out, tables);
  write_outputs(out, tables);
  write_functions(out, tables);
  write_names(out, "kKnownScalars", tables.known_scalars);
  write_names(out, "kKnownAggregates", tables.known_aggregates);
  write_names(out, "kPlugins", tables.plugins);
  return out;
}

std::string make_sql(const Tables& tables) {
  std::string out =
      "// Made from schemas/functions/kql/*.yaml; do not edit. One template for each FunctionId.\n";
  for (const Row& row : tables.rows) line(out, "{},", quoted(row.sql));
  return out;
}

std::string make_page(const Tables& tables) {
  std::string out =
      "# KQL functions\n\nMade from `schemas/functions/kql/`. What `adxc` knows by signature; of "
      "the functions at the end it knows the name only.\n";
  std::map<std::string, std::vector<const Row*>> families;
  for (const Row& row : tables.rows) families[row.family].push_back(&row);
  for (const auto& [family, rows] : families) {
    line(out, "\n## {}\n", family);
    for (const Row* row : rows) write_row(out, *row);
  }
  line(out, "## Known by name\n\n{}", fmt::join(tables.known_scalars, ", "));
  line(out, "\nAggregates: {}", fmt::join(tables.known_aggregates, ", "));
  line(out, "\nPlugins of evaluate: {}", fmt::join(tables.plugins, ", "));
  return out;
}

}  // namespace adxc::functions

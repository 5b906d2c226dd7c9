// A host tool of the build: turns schemas/functions/expression.yaml and arm.yaml into the tables
// that compiler/expr and compiler/arm include (`cpp`), and the first into the reference page
// (`page`).
#include <cctype>
#include <cstdio>
#include <exception>
#include <fstream>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace {

struct Row {
  std::string name, group, gives, known, doc, example, value;
  std::vector<std::string> arguments;
};

std::string text(const YAML::Node& row, const char* key) {
  return row[key] ? row[key].as<std::string>() : std::string();
}

std::vector<Row> read(const std::string& path) {
  std::vector<Row> rows;
  for (const YAML::Node& node : YAML::LoadFile(path)["functions"]) {
    Row row{text(node, "name"), text(node, "group"),   text(node, "gives"), text(node, "known"),
            text(node, "doc"),  text(node, "example"), text(node, "value"), {}};
    for (const YAML::Node& argument : node["arguments"]) {
      row.arguments.push_back(argument.as<std::string>());
    }
    if (row.known == "plan" && row.group != "context" && row.example.empty()) {
      throw std::runtime_error(row.name + " has no example");
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// addDays becomes add_days.
std::string snake_case(const std::string& name) {
  std::string snake;
  for (const char c : name) {
    const bool capital = std::isupper(static_cast<unsigned char>(c)) != 0;
    if (capital) snake += '_';
    snake += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return snake;
}

std::string signature(const Row& row) {
  return fmt::format("{}({})", row.name, fmt::join(row.arguments, ", "));
}

std::size_t least(const Row& row) {
  std::size_t count = 0;
  for (const std::string& argument : row.arguments) {
    const bool optional = argument.ends_with('?') || argument.ends_with("?...");
    count += optional ? 0 : 1;
  }
  return count;
}

std::string most(const Row& row) {
  const bool repeats = !row.arguments.empty() && row.arguments.back().ends_with("...");
  return repeats ? "kAnyCount" : std::to_string(row.arguments.size());
}

std::string quoted(const std::string& words) {
  std::string literal = "\"";
  for (const char c : words) {
    if (c == '"' || c == '\\') literal += '\\';
    literal += c;
  }
  return literal + "\"";
}

std::string cpp(const std::vector<Row>& rows) {
  std::string lines = "// Made from a table of schemas/functions.\n";
  for (const Row& row : rows) {
    const std::string shape = fmt::format("{}, {}, {}, {}", quoted(row.name),
                                          quoted(signature(row)), least(row), most(row));
    if (row.known == "plan") {
      lines += fmt::format("ADXC_FUNCTION({}, {}, {}, {})\n", snake_case(row.name), shape,
                           quoted(row.example), quoted(row.value));
    } else {
      lines += fmt::format("ADXC_UNKNOWN_FUNCTION({}, {})\n", row.known == "run" ? "Run" : "Never",
                           shape);
    }
  }
  return lines;
}

std::string known_words(const Row& row) {
  if (row.known == "plan") return "yes";
  return row.known == "run" ? "no: only a run knows it" : "no: adxc cannot work it out";
}

std::string page(const std::vector<Row>& rows) {
  std::string lines =
      "# Functions of the expression language\n\n"
      "Made from `schemas/functions/expression.yaml` by the target `expression_reference`.\n"
      "Case does not matter in names of functions. `?` marks an argument that may be left out, "
      "`...` "
      "one that may be repeated.\n";
  std::string group;
  for (const Row& row : rows) {
    if (row.group != group) {
      group = row.group;
      lines += fmt::format(
          "\n## {}\n\n| function | gives | meaning | example | known when planning |\n"
          "|---|---|---|---|---|\n",
          group);
    }
    const std::string example =
        row.example.empty() ? "" : fmt::format("`{}` is `{}`", row.example, row.value);
    lines += fmt::format("| `{}` | {} | {} | {} | {} |\n", signature(row), row.gives, row.doc,
                         example, known_words(row));
  }
  return lines;
}

int run(const std::vector<std::string>& words) {
  if (words.size() != 3 || (words[0] != "cpp" && words[0] != "page")) {
    std::fputs("usage: adxc_make_expression_functions cpp|page TABLE OUTPUT\n", stderr);
    return 2;
  }
  const std::vector<Row> rows = read(words[1]);
  std::ofstream output(words[2], std::ios::binary);
  output << (words[0] == "cpp" ? cpp(rows) : page(rows));
  return output.flush() ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run({words + 1, words + count});
  } catch (const std::exception& mistake) {
    fmt::print(stderr, "{}\n", mistake.what());
    return 1;
  }
}

// A host tool of the build: turns schemas/functions/expression.yaml into the table that
// compiler/expr includes (`cpp`) and into the reference page (`page`).
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

/// A member of an object that the service hands to expressions.
struct Member {
  std::string name, type;
};

struct Object {
  std::string name, doc;
  std::vector<Member> members;
};

struct Row {
  std::string name, group, gives, known, doc, example, value;
  bool alike = false;
  std::vector<std::string> arguments, where;
};

struct Tables {
  std::vector<Row> functions;
  std::vector<Object> objects;
};

std::string text(const YAML::Node& row, const char* key) {
  return row[key] ? row[key].as<std::string>() : std::string();
}

std::vector<std::string> texts(const YAML::Node& list) {
  std::vector<std::string> all;
  for (const YAML::Node& one : list) all.push_back(one.as<std::string>());
  return all;
}

Row read_row(const YAML::Node& node) {
  Row row{text(node, "name"),       text(node, "group"),
          text(node, "gives"),      text(node, "known"),
          text(node, "doc"),        text(node, "example"),
          text(node, "value"),      text(node, "alike") == "yes",
          texts(node["arguments"]), texts(node["where"])};
  if (row.known == "plan" && row.group != "context" && row.example.empty()) {
    throw std::runtime_error(row.name + " has no example");
  }
  return row;
}

Tables read(const std::string& path) {
  const YAML::Node file = YAML::LoadFile(path);
  Tables tables;
  for (const YAML::Node& node : file["functions"]) tables.functions.push_back(read_row(node));
  for (const YAML::Node& node : file["objects"]) {
    Object object{text(node, "name"), text(node, "doc"), {}};
    for (const auto& member : node["members"]) {
      object.members.push_back({member.first.as<std::string>(), member.second.as<std::string>()});
    }
    tables.objects.push_back(std::move(object));
  }
  return tables;
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
  for (const std::string& argument : row.arguments) count += argument.ends_with('?') ? 0 : 1;
  return count;
}

bool repeats(const Row& row) {
  return !row.arguments.empty() && row.arguments.back().ends_with("...");
}

std::string most(const Row& row) {
  return repeats(row) ? "kAnyCount" : std::to_string(row.arguments.size());
}

std::string quoted(const std::string& words) {
  std::string literal = "\"";
  for (const char c : words) {
    if (c == '"' || c == '\\') literal += '\\';
    literal += c;
  }
  return literal + "\"";
}

std::vector<std::string> split(const std::string& words, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : words) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// The C++ set of types that a word stands for, or "" for another word.
std::string type_set(const std::string& word) {
  static const std::map<std::string, std::string> kWords = {
      {"string", "kText"},   {"int", "kInt"},   {"float", "kFloat"},
      {"number", "kNumber"}, {"bool", "kBool"}, {"array", "kArray"},
      {"object", "kObject"}, {"null", "kNull"}, {"any", "kAnything"}};
  const auto found = kWords.find(word);
  return found == kWords.end() ? std::string() : found->second;
}

std::string type_sets(const std::string& words, const std::string& owner) {
  std::vector<std::string> sets;
  for (const std::string& word : split(words, '|')) {
    sets.push_back(type_set(word));
    if (sets.back().empty()) throw std::runtime_error(owner + ": `" + word + "` is no type");
  }
  return fmt::format("{}", fmt::join(sets, " | "));
}

std::string argument_name(const std::string& argument) {
  return argument.substr(0, argument.find(':'));
}

std::string argument_types(const std::string& argument, const std::string& owner) {
  std::string types = argument.substr(argument.find(':') + 2);
  if (types.ends_with("...")) types.resize(types.size() - 3);
  if (types.ends_with('?')) types.pop_back();
  return type_sets(types, owner);
}

int index_of(const Row& row, const std::string& argument) {
  for (std::size_t i = 0; i < row.arguments.size(); ++i) {
    if (argument_name(row.arguments[i]) == argument) return static_cast<int>(i);
  }
  return -1;
}

/// Whose types the result has, as bits of arguments; 0 when `gives` names types.
unsigned gives_of(const Row& row) {
  unsigned bits = 0;
  for (const std::string& word : split(row.gives, '|')) {
    const int index = index_of(row, word);
    if (index >= 0) bits |= 1u << index;
  }
  return bits;
}

std::string cpp(const Row& row) {
  const bool planned = row.known == "plan";
  const std::string evaluation = "eval_" + snake_case(row.name);
  const std::string known = planned ? "Plan" : row.known == "run" ? "Run" : "Never";
  std::vector<std::string> takes;
  for (const std::string& argument : row.arguments) {
    takes.push_back(argument_types(argument, row.name));
  }
  std::string where = "kEverywhere";
  if (!row.where.empty()) where = fmt::format("kIn_{}", fmt::join(row.where, " | kIn_"));
  const unsigned of = gives_of(row);
  std::string lines = planned ? fmt::format("ADXC_EVALUATION({})\n", evaluation) : "";
  lines += fmt::format("ADXC_FUNCTION({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}{}{})\n",
                       quoted(row.name), quoted(signature(row)), least(row), most(row), known,
                       planned ? evaluation : "nullptr", quoted(row.example), quoted(row.value),
                       where, row.alike, of != 0 ? "kNothing" : type_sets(row.gives, row.name), of,
                       index_of(row, "format"), takes.empty() ? "" : ", ", fmt::join(takes, ", "));
  return lines;
}

std::string cpp(const Object& object, const std::vector<Object>& all, std::size_t& member_count) {
  std::string lines;
  for (const Member& member : object.members) {
    int inner = -1;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].name == member.type) inner = static_cast<int>(i);
    }
    lines += fmt::format("ADXC_MEMBER({}, {}, {})\n", quoted(member.name),
                         inner >= 0 ? "kObject" : type_sets(member.type, object.name), inner);
  }
  lines += fmt::format("ADXC_OBJECT({}, {}, {})\n", quoted(object.name), member_count,
                       object.members.size());
  member_count += object.members.size();
  return lines;
}

std::string cpp(const Tables& tables) {
  std::string lines = "// Made from schemas/functions/expression.yaml.\n";
  for (const Row& row : tables.functions) lines += cpp(row);
  std::size_t members = 0;
  for (const Object& object : tables.objects) lines += cpp(object, tables.objects, members);
  return lines;
}

std::string known_words(const Row& row) {
  if (row.known == "plan") return "yes";
  return row.known == "run" ? "no: only a run knows it" : "no: adxc cannot work it out";
}

std::string page_of(const std::vector<Object>& objects) {
  std::string lines =
      "\n## Objects\n\nWhat the service hands to expressions. A row with the name of an activity's "
      "type is what\n`activity('X').output` gives.\n\n| object | meaning | members "
      "|\n|---|---|---|\n";
  for (const Object& object : objects) {
    std::vector<std::string> members;
    for (const Member& member : object.members) {
      members.push_back(fmt::format("`{}` {}", member.name, member.type));
    }
    lines += fmt::format("| {} | {} | {} |\n", object.name, object.doc, fmt::join(members, ", "));
  }
  return lines;
}

/// A bar inside a cell of a table is escaped.
std::string in_cell(const std::string& words) {
  return fmt::format("{}", fmt::join(split(words, '|'), "\\|"));
}

std::string page(const Tables& tables) {
  std::string lines =
      "# Functions of the expression language\n\n"
      "Made from `schemas/functions/expression.yaml` by the target `expression_reference`.\n"
      "Case does not matter in names of functions. `?` marks an argument that may be left out, "
      "`...` one that may be\nrepeated; of types with a bar between them any will do. What a "
      "function gives may be the type of arguments, which are\nthen named.\n";
  std::string group;
  for (const Row& row : tables.functions) {
    if (row.group != group) {
      group = row.group;
      lines += fmt::format(
          "\n## {}\n\n| function | gives | meaning | example | known when planning |\n"
          "|---|---|---|---|---|\n",
          group);
    }
    const std::string example =
        row.example.empty() ? "" : fmt::format("`{}` is `{}`", row.example, row.value);
    lines += fmt::format("| `{}` | {} | {} | {} | {} |\n", in_cell(signature(row)),
                         in_cell(row.gives), row.doc, in_cell(example), known_words(row));
  }
  return lines + page_of(tables.objects);
}

int run(const std::vector<std::string>& words) {
  if (words.size() != 3 || (words[0] != "cpp" && words[0] != "page")) {
    std::fputs("usage: adxc_make_expression_functions cpp|page TABLE OUTPUT\n", stderr);
    return 2;
  }
  const Tables tables = read(words[1]);
  std::ofstream output(words[2], std::ios::binary);
  output << (words[0] == "cpp" ? cpp(tables) : page(tables));
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

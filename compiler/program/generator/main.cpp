// A host tool of the build: turns schemas/pairs/pairs.yaml into the constants that compiler/program
// includes.
#include <cstdio>
#include <exception>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace {

std::string text(const YAML::Node& row, const char* key) {
  return row[key] ? row[key].as<std::string>() : std::string();
}

/// A constant with the names, and the name of the constant; `{}` when there are none.
std::string names(std::string& lines, const std::string& constant, const YAML::Node& list) {
  if (!list || list.size() == 0) return "{}";
  std::vector<std::string> quoted;
  for (const YAML::Node& name : list)
    quoted.push_back(fmt::format("\"{}\"", name.as<std::string>()));
  lines +=
      fmt::format("constexpr std::string_view {}[] = {{{}}};\n", constant, fmt::join(quoted, ", "));
  return constant;
}

std::string shape(const YAML::Node& row) {
  const std::string word = text(row, "shape");
  if (word.empty()) return "Shape::Unknown";
  if (word == "table") return "Shape::Table";
  if (word == "tree") return "Shape::Tree";
  if (word == "bytes") return "Shape::Bytes";
  throw std::runtime_error("no such shape: " + word);
}

std::string services(std::string& lines, const std::string& constant, const YAML::Node& row) {
  const YAML::Node list = row["linkedServices"];
  if (list && list.IsScalar() && list.as<std::string>() == "files") return "kFileServices";
  return names(lines, constant, list);
}

std::string pairs(const YAML::Node& table) {
  std::string lines;
  std::string rows;
  std::set<std::string> seen;
  for (const YAML::Node& row : table["pairs"]) {
    const std::string dataset = text(row, "dataset");
    if (!seen.insert(dataset).second) throw std::runtime_error(dataset + " stands there twice");
    const std::string sources = names(lines, "k" + dataset + "Sources", row["sources"]);
    const std::string sinks = names(lines, "k" + dataset + "Sinks", row["sinks"]);
    const std::string linked = services(lines, "k" + dataset + "Services", row);
    const bool legacy = row["legacy"] && row["legacy"].as<bool>();
    rows += fmt::format("    {{\"{}\", {}, {}, {}, {}, {}}},\n", dataset, sources, sinks, linked,
                        shape(row), legacy);
  }
  return lines + "constexpr Pairing kPairings[] = {\n" + rows + "};\n";
}

std::string stores(const YAML::Node& table) {
  std::string rows;
  std::vector<std::string> services;
  for (const YAML::Node& row : table["stores"]) {
    services.push_back(fmt::format("\"{}\"", text(row, "linkedService")));
    rows += fmt::format("    {{\"{}\", \"{}\", \"{}\", \"{}\"}},\n", text(row, "linkedService"),
                        text(row, "location"), text(row, "read"), text(row, "write"));
  }
  return fmt::format("constexpr std::string_view kFileServices[] = {{{}}};\n",
                     fmt::join(services, ", ")) +
         "constexpr FileStore kFileStores[] = {\n" + rows + "};\n";
}

int run(const std::vector<std::string>& words) {
  if (words.size() != 2) {
    std::fputs("usage: adxc_make_pairs TABLE OUTPUT\n", stderr);
    return 2;
  }
  const YAML::Node table = YAML::LoadFile(words[0]);
  std::ofstream output(words[1], std::ios::binary);
  output << "// Made from schemas/pairs/pairs.yaml.\n" << stores(table) << pairs(table);
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

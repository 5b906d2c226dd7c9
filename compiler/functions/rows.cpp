#include "compiler/functions/rows.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "compiler/base/scalar_type.h"

namespace adxc::functions {
namespace {

tl::unexpected<Error> wrong(const YAML::Node& node, std::string_view file, std::string_view what) {
  return fail(ErrorKind::Data, fmt::format("{}:{}: {}", file, node.Mark().line + 1, what));
}

std::string text(const YAML::Node& row, const char* member) {
  return row[member] ? row[member].as<std::string>() : std::string{};
}

Result<void> read_signatures(const YAML::Node& row, Row& made) {
  std::vector<std::string> texts;
  if (row["signature"]) texts.push_back(text(row, "signature"));
  for (const auto& item : row["signatures"]) texts.push_back(item.as<std::string>());
  for (const std::string& one : texts) {
    ADXC_LET(signature, read_signature(one));
    made.signatures.push_back(std::move(signature));
  }
  return {};
}

/// `name: type, …`.
Result<void> read_outputs(std::string_view text, Row& made) {
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(", "));
    const std::size_t colon = one.find(": ");
    if (colon == one.npos || !scalar_type(one.substr(colon + 2))) {
      return fail(ErrorKind::Data, fmt::format("`{}` is no `name: type`", one));
    }
    made.outputs.push_back({std::string(one.substr(0, colon)), std::string(one.substr(colon + 2))});
    text.remove_prefix(std::min(text.size(), one.size() + 2));
  }
  for (Signature& signature : made.signatures) {
    if ((signature.result == "tuple") == made.outputs.empty()) {
      return fail(ErrorKind::Data, "`gives` and the result `tuple` need each other");
    }
    if (!made.outputs.empty()) signature.result = made.outputs[0].type;
  }
  return {};
}

Result<void> check_members(const YAML::Node& row, std::string_view file) {
  static const std::set<std::string> kMembers = {"name", "signature", "signatures", "column", "doc",
                                                 "sql",  "examples",  "gives",      "instead"};
  for (const auto& member : row) {
    const auto name = member.first.as<std::string>();
    if (kMembers.count(name) == 0) return wrong(row, file, "`" + name + "` is no member of a row");
  }
  return {};
}

Result<Row> read_row(const YAML::Node& row, std::string_view file) {
  ADXC_TRY(check_members(row, file));
  Row made;
  made.name = text(row, "name");
  made.column = text(row, "column");
  made.doc = text(row, "doc");
  made.sql = text(row, "sql");
  if (auto read = read_signatures(row, made); !read) return wrong(row, file, read.error().message);
  made.instead = text(row, "instead");
  if (auto read = read_outputs(text(row, "gives"), made); !read) {
    return wrong(row, file, read.error().message);
  }
  if (made.name.empty() || made.doc.empty() || made.signatures.empty()) {
    return wrong(row, file, "a row has name, signature and doc");
  }
  for (const auto& example : row["examples"]) {
    made.examples.emplace_back(example.first.as<std::string>(), example.second.as<std::string>());
  }
  return made;
}

void read_names(const YAML::Node& names, std::vector<std::string>& out) {
  for (const auto& name : names) out.push_back(name.as<std::string>());
  std::sort(out.begin(), out.end());
}

Result<void> read_file(const std::string& file, Tables& tables) {
  const YAML::Node root = YAML::LoadFile(file);
  if (root["scalars"]) {
    read_names(root["scalars"], tables.known_scalars);
    read_names(root["aggregates"], tables.known_aggregates);
    read_names(root["plugins"], tables.plugins);
    return {};
  }
  for (const auto& node : root["functions"]) {
    ADXC_LET(row, read_row(node, file));
    row.family = text(root, "family");
    row.aggregate = text(root, "kind") == "aggregate";
    tables.rows.push_back(std::move(row));
  }
  return {};
}

bool before(const Row& a, const Row& b) {
  return std::pair(a.aggregate, a.name) < std::pair(b.aggregate, b.name);
}

Result<void> check_names(const Tables& tables) {
  for (std::size_t i = 0; i < tables.rows.size(); ++i) {
    const Row& row = tables.rows[i];
    const auto& known = row.aggregate ? tables.known_aggregates : tables.known_scalars;
    const bool twice = i > 0 && !before(tables.rows[i - 1], row);
    if (twice || std::binary_search(known.begin(), known.end(), row.name)) {
      return fail(ErrorKind::Data, "`" + row.name + "` is there twice");
    }
  }
  return {};
}

}  // namespace

/// The exceptions of yaml-cpp end here.
Result<Tables> read_tables(const std::vector<std::string>& files) {
  Tables tables;
  for (const std::string& file : files) {
    try {
      ADXC_TRY(read_file(file, tables));
    } catch (const YAML::Exception& problem) {
      return fail(ErrorKind::Data, file + ": " + problem.what());
    }
  }
  std::sort(tables.rows.begin(), tables.rows.end(), before);
  ADXC_TRY(check_names(tables));
  return tables;
}

}  // namespace adxc::functions

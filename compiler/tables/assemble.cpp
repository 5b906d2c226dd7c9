#include "compiler/tables/assemble.h"

#include <map>

#include <fmt/format.h>

namespace adxc::tables {
namespace {

/// Finds what texts refer to, and what that refers to.
class Collector {
 public:
  explicit Collector(const Definitions& definitions) : definitions_(&definitions) {}

  void search(std::string_view text) {
    constexpr std::string_view kBegin = "\"#/definitions/";
    for (std::size_t at = text.find(kBegin); at != std::string_view::npos;
         at = text.find(kBegin, at + 1)) {
      const std::size_t begin = at + kBegin.size();
      add(text.substr(begin, text.find('"', begin) - begin));
    }
  }

  const std::map<std::string_view, std::string_view>& found() const { return found_; }

 private:
  void add(std::string_view name) {
    const auto [entry, is_new] = found_.try_emplace(name);
    if (!is_new) return;
    entry->second = (*definitions_)(name);
    search(entry->second);
  }

  const Definitions* definitions_;
  std::map<std::string_view, std::string_view> found_;
};

}  // namespace

std::string assemble_schema(std::string_view title, const std::vector<std::string>& roots,
                            const Definitions& definitions) {
  std::string text = "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n";
  if (!title.empty())
    text += fmt::format(
        "  \"$comment\": \"Made from schemas/*.yaml by adxc-tables; do not edit.\",\n"
        "  \"title\": \"{}\",\n",
        title);
  Collector collector(definitions);
  text += "  \"allOf\": [\n";
  for (const std::string& root : roots) {
    text += fmt::format("    {}{}\n", root, &root == &roots.back() ? "" : ",");
    collector.search(root);
  }
  text += "  ],\n  \"definitions\": {";
  const char* between = "\n";
  for (const auto& [name, definition] : collector.found()) {
    text += fmt::format("{}    \"{}\": {}", between, name, definition);
    between = ",\n";
  }
  return text + "\n  }\n}\n";
}

std::string schema_reference(std::string_view name) {
  return fmt::format("{{\"$ref\": \"#/definitions/{}\"}}", name);
}

}  // namespace adxc::tables

#include "compiler/policy/baseline.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "compiler/policy/changes.h"

using namespace adxc;

namespace {

constexpr diag::Kind<> kCase{{"non-canonical-case", diag::Severity::Info}, "it is spelt otherwise"};

/// A workspace of one pipeline and a finding at each place of `where`.
struct Factory {
  program::Workspace workspace;
  std::vector<diag::Diagnostic> findings;

  Factory(const std::string& text, std::string_view where) {
    diag::Sink sink;
    program::add_file(workspace, "pipeline/P.json", text, sink);
    const document::Document& document = workspace.documents.front();
    for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
      if (document.nodes.text(i) != where) continue;
      diag::Sink one;
      findings.push_back(one.report(kCase, document.place({i})));
    }
  }
  std::string file() const {
    return policy::write_baseline(policy::baseline_of(policy::BaselineKeys(workspace), findings));
  }
  /// How many findings a baseline hides, and how many of its entries are stale.
  std::pair<std::size_t, std::size_t> hidden(const std::string& baseline) {
    text::SourceMap sources;
    diag::Sink sink;
    const auto read = policy::read_baseline(sources.add("b.json", baseline), sink);
    CHECK(sink.all().empty());
    policy::hide_known(read, policy::BaselineKeys(workspace), "b.json", findings, sink);
    const auto known = std::ranges::count_if(
        findings, [](const diag::Diagnostic& finding) { return finding.suppressed.has_value(); });
    return {static_cast<std::size_t>(known), sink.all().size()};
  }
};

std::string pipeline(const std::string& activities) {
  return R"({"name": "P", "properties": {"activities": [)" + activities + "]}}";
}

}  // namespace

TEST_CASE("a baseline outlives moved activities and ends with the value") {
  const std::string a = R"({"name": "A", "type": "wait"})";
  const std::string b = R"({"name": "B", "type": "Wait"})";
  const std::string file = Factory(pipeline(a + "," + b), "wait").file();
  CHECK(Factory(pipeline(b + ",\n" + a), "wait").hidden(file) == std::pair{1UL, 0UL});
  CHECK(Factory(pipeline(R"({"name": "A", "type": "wAit"})"), "wAit").hidden(file) ==
        std::pair{0UL, 1UL});
}

TEST_CASE("an entry hides as many findings as it counts") {
  const std::string one = R"({"type": "wait"})";
  const std::string file = Factory(pipeline(one + "," + one), "wait").file();
  CHECK(Factory(pipeline(one + "," + one + "," + one), "wait").hidden(file) == std::pair{2UL, 0UL});
  CHECK(Factory(pipeline(one), "wait").hidden(file) == std::pair{1UL, 1UL});
}

TEST_CASE("what changed concerns what refers to it, however far") {
  program::Workspace workspace;
  diag::Sink sink;
  const auto add = [&](const std::string& path, const std::string& text) {
    program::add_file(workspace, path, text, sink);
  };
  add("linkedService/L.json", R"({"name": "L", "properties": {"type": "AzureDataExplorer"}})");
  add("dataset/D.json", R"({"name": "D", "properties": {"type": "AzureDataExplorerTable",
    "linkedServiceName": {"referenceName": "L", "type": "LinkedServiceReference"}}})");
  add("pipeline/P.json",
      pipeline(R"({"name": "Look", "type": "Lookup", "typeProperties": {"dataset":
    {"referenceName": "D", "type": "DatasetReference"}}})"));
  add("pipeline/Q.json", R"({"name": "Q", "properties": {"activities": []}})");
  const program::Program program = program::resolve(workspace, sink);
  std::vector<std::string> paths;
  for (const document::Document& document : workspace.documents)
    paths.push_back("/nowhere/" + document.file->path);
  const auto affected = [&](const char* file) {
    const auto flags = policy::affected_objects(program, paths, {std::string("/nowhere/") + file});
    std::string names;
    for (std::size_t i = 0; i < flags.size(); ++i)
      if (flags[i]) names += workspace.objects[i].name;
    return names;
  };
  CHECK(affected("linkedService/L.json") == "LDP");
  CHECK(affected("dataset/D.json") == "DP");
  CHECK(affected("pipeline/Q.json") == "Q");
  CHECK(affected("README.md").empty());
}

#include "compiler/program/workspace.h"

#include <fstream>

#include <doctest/doctest.h>

#include "compiler/program/ignore.h"

using namespace adxc;
using namespace adxc::program;

namespace {

constexpr const char* kDataset =
    R"({"name": "Orders", "properties": {"type": "AzureDataExplorerTable",
        "linkedServiceName": {"referenceName": "Adx", "type": "LinkedServiceReference"}}})";
constexpr const char* kPipeline = R"({"name": "Nightly", "properties": {"activities": []}})";

struct Added {
  Workspace workspace;
  diag::Sink sink;
  void add(const std::string& path, const std::string& text) {
    add_file(workspace, path, text, sink);
  }
};

}  // namespace

TEST_CASE("the folder says what a file holds, in any case and also in the plural") {
  Added added;
  added.add("a/Pipeline/Nightly.json", kPipeline);
  added.add("datasets/Orders.json", kDataset);
  REQUIRE(added.workspace.objects.size() == 2);
  CHECK(added.workspace.objects[0].kind == ObjectKind::Pipeline);
  CHECK(added.workspace.objects[0].name == "Nightly");
  CHECK(added.workspace.objects[0].file_name == "Nightly");
  CHECK(added.workspace.factories[0].folder == "a");
  CHECK(added.workspace.objects[1].kind == ObjectKind::Dataset);
  CHECK(added.workspace.factories[1].folder == "");
}

TEST_CASE("outside of ADF's folders the content says what it is") {
  Added added;
  added.add("x/one.json", kPipeline);
  added.add("x/two.json", kDataset);
  added.add(
      "x/three.json",
      R"({"name": "Adx", "properties": {"type": "AzureDataExplorer", "typeProperties": {}}})");
  REQUIRE(added.workspace.objects.size() == 3);
  CHECK(added.workspace.objects[0].kind == ObjectKind::Pipeline);
  CHECK(added.workspace.objects[1].kind == ObjectKind::Dataset);
  CHECK(added.workspace.objects[2].kind == ObjectKind::LinkedService);
  CHECK(added.workspace.objects[2].file_name == "");
}

TEST_CASE("files that are no definitions of version 2 are never judged") {
  Added added;
  added.add("package.json", R"({"name": "p", "version": "1", "scripts": {}})");
  added.add("schema.json", R"({"type": "object", "properties": {"type": {"type": "string"}}})");
  added.add("arm.json", R"({"$schema": "x", "resources": [], "parameters": {}})");
  added.add("tsconfig.json", "{ // comment\n }");
  added.add("pipeline/old.json",
            R"({"name": "Old", "properties": {"activities": [], "availability": {}}})");
  CHECK(added.workspace.not_definitions == 4);
  REQUIRE(added.sink.all().size() == 1);
  CHECK(added.sink.all()[0].rule.slug == "version-one-definition");
  REQUIRE(added.workspace.objects.size() == 1);  // its texts may hold secrets
  CHECK(added.workspace.objects[0].version_one);
  CHECK(added.workspace.objects[0].kind == ObjectKind::Other);
}

TEST_CASE("a broken file is reported if it was meant as a definition") {
  Added added;
  added.add("pipeline/broken.json", "{\"name\": ");
  added.add("loose.json", R"({"properties": {"typeProperties": )");
  CHECK(added.sink.errors() == 2);
}

TEST_CASE("one YAML file may hold a whole factory") {
  Added added;
  added.add(
      "all.yaml",
      "kind: linkedService\nname: Adx\nproperties: {type: AzureDataExplorer}\n---\n"
      "type: Microsoft.DataFactory/factories/datasets\nname: Orders\nproperties: {type: T}\n---\n"
      "name: Nightly\nproperties:\n  activities: []\n");
  REQUIRE(added.workspace.objects.size() == 3);
  CHECK(added.workspace.objects[0].kind == ObjectKind::LinkedService);
  CHECK(added.workspace.objects[1].kind == ObjectKind::Dataset);
  CHECK(added.workspace.objects[2].kind == ObjectKind::Pipeline);
  CHECK(added.workspace.objects[2].file_name == "");
}

TEST_CASE("gitignore patterns") {
  const IgnoreRules rules(
      "# comment\nbuild/\n*.tmp\n!keep.tmp\n/top.json\nnested/**/x.json\n\\#odd\n");
  const auto ignored = [&](const char* path, bool folder = false) {
    return rules.verdict(path, folder) == IgnoreRules::Verdict::Ignored;
  };
  CHECK(ignored("build", true));
  CHECK(ignored("a/build", true));
  CHECK_FALSE(ignored("build"));
  CHECK(ignored("a/b.tmp"));
  CHECK_FALSE(ignored("a/keep.tmp"));
  CHECK(ignored("top.json"));
  CHECK_FALSE(ignored("a/top.json"));
  CHECK(ignored("nested/a/b/x.json"));
  CHECK(ignored("nested/x.json"));
  CHECK_FALSE(ignored("nested/a/y.json"));
  CHECK(ignored("#odd"));
}

TEST_CASE("loading walks folders, skips what is hidden or ignored, and names files from the root") {
  const std::filesystem::path root = std::filesystem::temp_directory_path() / "adxc_workspace_test";
  std::filesystem::remove_all(root);
  const auto write = [&](const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text;
  };
  write("pipeline/Nightly.json", kPipeline);
  write(".hidden/pipeline/Other.json", kPipeline);
  write("node_modules/x/pipeline/Other.json", kPipeline);
  write("out/pipeline/Other.json", kPipeline);
  write(".gitignore", "out/\n");
  write("notes.txt", "x");
  diag::Sink sink;
  const Result<Workspace> loaded = load({root}, sink);
  REQUIRE(loaded.has_value());
  REQUIRE(loaded->objects.size() == 1);
  CHECK(loaded->document_of(loaded->objects[0]).file->path == "pipeline/Nightly.json");
  CHECK(load({root / "absent"}, sink).error().kind == ErrorKind::NotFound);
  std::filesystem::remove_all(root);
}

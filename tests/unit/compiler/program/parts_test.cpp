#include "compiler/program/parts.h"

#include <fstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace adxc;
using namespace adxc::program;

namespace {

namespace fs = std::filesystem;

/// A folder of many factories; gone when the test is over.
class Folder {
 public:
  Folder() { fs::create_directories(root_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }
  /// So many files that nobody joins parts because they are small.
  void write_factory(const std::string& name, const std::string& service) {
    write(name + "/linkedService/Adx_" + name + ".json",
          R"({"name": "Adx_)" + name + R"(", "properties": {"type": "AzureDataExplorer"}})");
    for (int i = 0; i < 150; ++i) {
      write(fmt::format("{}/dataset/Table{}.json", name, i), fmt::format(R"({{"name": "Table{}",
          "properties": {{"type": "AzureDataExplorerTable", "linkedServiceName":
            {{"referenceName": "{}", "type": "LinkedServiceReference"}}}}}})",
                                                                         i, service));
    }
  }
  /// The folders of the first level that each part has files of: "a", "bc".
  std::vector<std::string> parts() const {
    std::vector<std::string> seen;
    auto files = find_files({root_});
    REQUIRE(files);
    auto parts = parts_of(*std::move(files), {});
    REQUIRE(parts);
    for (const Part& part : *parts) {
      std::set<char> folders;
      for (const FoundFile& file : part.files) folders.insert(file.shown.front());
      seen.emplace_back(folders.begin(), folders.end());
    }
    std::sort(seen.begin(), seen.end());
    return seen;
  }

 private:
  fs::path root_ = fs::temp_directory_path() / "adxc_parts_test";
};

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("factories that know nothing of each other are parts of their own") {
  Folder folder;
  folder.write_factory("a", "adx_A");  // case does not matter
  folder.write_factory("b", "Adx_b");
  CHECK(folder.parts() == Strings{"a", "b"});
}

TEST_CASE("a reference that its own factory does not answer joins two") {
  Folder folder;
  folder.write_factory("a", "Adx_c");
  folder.write_factory("b", "Adx_nowhere");
  folder.write_factory("c", "Adx_c");
  CHECK(folder.parts() == Strings{"ac", "b"});
}

TEST_CASE("small factories are judged together, and so are files of one") {
  Folder folder;
  folder.write_factory("a", "Adx_a");
  CHECK(folder.parts() == Strings{"a"});
  folder.write("b/pipeline/One.json", R"({"name": "One", "properties": {"activities": []}})");
  folder.write("c/pipeline/Two.json", R"({"name": "Two", "properties": {"activities": []}})");
  CHECK(folder.parts() == Strings{"abc"});
}

TEST_CASE("two that say they are the same factory are one part") {
  Folder folder;
  for (const char* name : {"a", "b"}) {
    folder.write_factory(name, std::string("Adx_") + name);
    folder.write(std::string(name) + "/factory/Main.json",
                 R"({"name": "Main", "location": "westeurope", "properties": {}})");
  }
  CHECK(folder.parts() == Strings{"ab"});
}

namespace {

/// Name, kind and properties of the one resource.
constexpr std::string_view kTemplate =
    R"({{"$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
          "parameters": {{"f": {{"type": "string"}}, "s": {{"type": "string"}}}}, "resources": [
            {{"name": "[concat(parameters('f'), '/', {})]", "type": "Microsoft.DataFactory/factories/{}",
             "properties": {}}}]}})";

}  // namespace

TEST_CASE("names that a parameter file gives to a template are known") {
  Folder folder;
  folder.write("t/one.json", fmt::format(kTemplate, "parameters('s')", "linkedServices",
                                         R"({"type": "AzureDataExplorer"})"));
  folder.write(
      "t/one.parameters.json",
      R"({"$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
          "parameters": {"f": {"value": "Factory"}, "s": {"value": "Given"}}})");
  // So many that nothing small is judged with them unless they refer to it.
  for (int i = 0; i < 201; ++i) {
    folder.write(fmt::format("a/{}.json", i),
                 fmt::format(kTemplate, fmt::format("'Table{}'", i), "datasets",
                             R"({"type": "AzureDataExplorerTable", "linkedServiceName":
                      {"referenceName": "Given", "type": "LinkedServiceReference"}})"));
  }
  folder.write_factory("b", "Adx_b");
  folder.write_factory("c", "Adx_c");
  CHECK(folder.parts() == Strings{"at", "b", "c"});
}

TEST_CASE("the template that puts pieces together stays with them") {
  Folder folder;
  for (int i = 0; i < 201; ++i) {
    folder.write(fmt::format("p/ArmTemplate_{}.json", i),
                 fmt::format(kTemplate, fmt::format("'Adx{}'", i), "linkedServices",
                             R"({"type": "AzureDataExplorer"})"));
  }
  folder.write(
      "p/ArmTemplate_master.json",
      R"({"$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
                   "resources": []})");
  folder.write_factory("b", "Adx_b");
  folder.write_factory("c", "Adx_c");
  CHECK(folder.parts() == Strings{"b", "c", "p"});
}

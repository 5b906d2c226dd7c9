#include "runtime/files/selection.h"

#include <doctest/doctest.h>

#include "tests/fakes/fake_world.h"

using namespace adxc;
using namespace adxc::files;
using plan::Settings;

namespace {

using Paths = std::vector<std::string>;

struct Tree {
  fakes::FakeWorld fake;
  Tree() {
    for (const char* path : {"r/top.csv", "r/in/a.csv", "r/in/b.txt", "r/in/2019/01/x.csv",
                             "r/in/2020/01/y.csv", "r/in/2020/z.csv", "r/in/2020/list.txt"}) {
      fake.files.put(path, "");
      fake.clock.advance(kTicksPerDay);
    }
  }
  /// The chosen paths, or the error alone.
  Paths operator()(const Settings& location, const Settings& settings = {}) {
    Settings dataset;
    Settings source;
    for (const auto& [name, value] : location) dataset["location." + name] = value;
    for (const auto& [name, value] : settings) source["storeSettings." + name] = value;
    const auto selection = selection_of(dataset, source);
    if (!selection) return {selection.error().message};
    const auto found = select(fake.files, "r", *selection);
    return found ? *found : Paths{found.error().message};
  }
};

Settings text(std::initializer_list<std::pair<const char*, const char*>> pairs) {
  Settings settings;
  for (const auto& [name, value] : pairs) settings[name] = std::string(value);
  return settings;
}

}  // namespace

TEST_CASE("one file, or a whole folder") {
  Tree tree;
  CHECK(tree(text({{"folderPath", "in"}, {"fileName", "a.csv"}})) == Paths{"in/a.csv"});
  CHECK(tree(text({{"fileName", "top.csv"}})) == Paths{"top.csv"});
  CHECK(tree(text({{"folderPath", "in\\2020\\"}})) ==
        Paths{"in/2020/01/y.csv", "in/2020/list.txt", "in/2020/z.csv"});
  CHECK(tree(text({{"folderPath", "in"}}), {{"recursive", false}}) ==
        Paths{"in/a.csv", "in/b.txt"});
  CHECK(tree({}).size() == 7);
}

TEST_CASE("patterns of files and folders replace the dataset's") {
  Tree tree;
  CHECK(tree(text({{"folderPath", "in"}, {"fileName", "no.csv"}}),
             text({{"wildcardFileName", "*.csv"}})) ==
        Paths{"in/2019/01/x.csv", "in/2020/01/y.csv", "in/2020/z.csv", "in/a.csv"});
  Settings folders = text({{"wildcardFolderPath", "in/20*/0?"}, {"wildcardFileName", "?.csv"}});
  CHECK(tree({}, folders) == Paths{"in/2019/01/x.csv", "in/2020/01/y.csv"});
  folders["recursive"] = false;
  folders["wildcardFolderPath"] = std::string("in/2020");
  CHECK(tree({}, folders) == Paths{"in/2020/z.csv"});
}

TEST_CASE("a list names files below the dataset's folder") {
  Tree tree;
  tree.fake.files.put("r/in/2020/list.txt", "2020/z.csv\r\n\n2019\\01\\x.csv");
  CHECK(tree(text({{"folderPath", "in"}}), text({{"fileListPath", "in/2020/list.txt"}})) ==
        Paths{"in/2020/z.csv", "in/2019/01/x.csv"});
  tree.fake.files.put("r/in/2020/list.txt", "../../etc/passwd");
  CHECK(tree(text({{"folderPath", "in"}}), text({{"fileListPath", "in/2020/list.txt"}}))
            .at(0)
            .find("leads out of the folder") != std::string::npos);
}

TEST_CASE("files of another time are left out") {
  Tree tree;  // top.csv is of 2020-01-01, a.csv of the day after, and so on
  CHECK(tree({}, text({{"modifiedDatetimeStart", "2020-01-02"},
                       {"modifiedDatetimeEnd", "2020-01-04"}})) == Paths{"in/a.csv", "in/b.txt"});
  CHECK(tree(text({{"fileName", "top.csv"}}), text({{"modifiedDatetimeStart", "2021-01-01"}}))
            .empty());
  CHECK(tree({}, text({{"modifiedDatetimeStart", "yesterday"}})).at(0).find("`yesterday`") !=
        std::string::npos);
}

TEST_CASE("what is not there is named") {
  Tree tree;
  CHECK(tree(text({{"folderPath", "in"}, {"fileName", "no such.csv"}})) ==
        Paths{"`r/in/no such.csv` does not exist"});
  CHECK(tree(text({{"folderPath", "nowhere"}})) == Paths{"`r/nowhere` does not exist"});
  CHECK(tree(text({{"folderPath", "in"}, {"fileName", "2020"}})) ==
        Paths{"`in/2020` is a folder, not a file"});
  CHECK(tree(text({{"folderPath", "in"}}), text({{"wildcardFileName", "*.gz"}})) ==
        Paths{"no file in `in` matches `*.gz`"});
  CHECK(tree(text({{"folderPath", "../r"}})).at(0).find("leads out of the folder") !=
        std::string::npos);
  CHECK(tree({}, text({{"wildcardFolderPath", "in/19*"}})) == Paths{"`in/19*` holds no file"});
}

#include "runtime/sys/real_files.h"

#include <algorithm>
#include <filesystem>
#include <unistd.h>

#include <doctest/doctest.h>

using namespace adxc;

namespace {

/// A folder of its own for one test.
struct Scratch {
  std::string path = make();
  sys::Files& files = *sys::real_world().files;
  ~Scratch() { std::filesystem::remove_all(path); }

  std::string at(const char* name) const { return path + "/" + name; }
  void put(const char* name, std::string_view text) const {
    auto sink = files.create(at(name));
    REQUIRE(sink);
    REQUIRE((*sink)->write(text));
    REQUIRE((*sink)->finish());
  }
  static std::string make() {
    std::string name = (std::filesystem::temp_directory_path() / "adxc-files-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    return name;
  }
};

std::string read_all(sys::Files& files, const std::string& path) {
  auto source = files.open(path);
  REQUIRE(source);
  std::string text;
  char room[7];
  while (true) {
    auto count = (*source)->read(room);
    REQUIRE(count);
    if (*count == 0) return text;
    text.append(room, *count);
  }
}

}  // namespace

TEST_CASE("a finished file holds what was written, in folders made for it") {
  const Scratch scratch;
  scratch.put("a b/c/data.csv", "hello, world\n");
  CHECK(read_all(scratch.files, scratch.at("a b/c/data.csv")) == "hello, world\n");
  scratch.put("a b/c/data.csv", "again");
  CHECK(read_all(scratch.files, scratch.at("a b/c/data.csv")) == "again");
  CHECK(scratch.files.info(scratch.at("a b/c/data.csv"))->size == 5);
  CHECK(scratch.files.info(scratch.at("a b"))->directory);
}

TEST_CASE("an unfinished file leaves nothing, and the old one as it was") {
  const Scratch scratch;
  scratch.put("kept", "old");
  {
    auto sink = scratch.files.create(scratch.at("kept"));
    auto other = scratch.files.create(scratch.at("never"));
    REQUIRE(sink);
    REQUIRE(other);
    REQUIRE((*sink)->write("new"));
    CHECK(scratch.files.list(scratch.path, false)->size() == 1);
  }
  CHECK(read_all(scratch.files, scratch.at("kept")) == "old");
  const auto left = std::distance(std::filesystem::directory_iterator(scratch.path),
                                  std::filesystem::directory_iterator());
  CHECK(left == 1);
}

TEST_CASE("folders are listed in order, links not followed into folders") {
  const Scratch scratch;
  scratch.put("b", "22");
  scratch.put("a/x", "1");
  scratch.put("c", "");
  std::filesystem::create_directory_symlink(scratch.path, scratch.at("loop"));
  const auto flat = scratch.files.list(scratch.path, false);
  REQUIRE(flat);
  std::vector<std::string> names;
  for (const auto& entry : *flat) names.push_back(entry.path);
  CHECK(names == std::vector<std::string>{scratch.at("a"), scratch.at("b"), scratch.at("c"),
                                          scratch.at("loop")});
  CHECK((*flat)[1].size == 2);
  CHECK((*flat)[1].modified > 0);
  const auto deep = scratch.files.list(scratch.path + "/", true);
  REQUIRE(deep);
  CHECK(deep->size() == 5);
  CHECK((*deep)[1].path == scratch.at("a/x"));
}

TEST_CASE("errors name the file") {
  const Scratch scratch;
  const std::string missing = scratch.at("no such file.csv");
  for (const Error& error :
       {scratch.files.open(missing).error(), scratch.files.info(missing).error(),
        scratch.files.list(missing, true).error()}) {
    CHECK(error.kind == ErrorKind::NotFound);
    CHECK(error.message == "`" + missing + "` does not exist");
  }
  CHECK_FALSE(scratch.files.open(scratch.path));
  scratch.put("file", "");
  CHECK_FALSE(scratch.files.create(scratch.at("file/below")));
}

// The world in memory behaves like the machine, so far as anybody relies on it.
#include <filesystem>
#include <unistd.h>

#include <doctest/doctest.h>

#include "tests/fakes/fake_world.h"

using namespace adxc;

namespace {

/// Both file systems, each with a folder of its own.
template <typename Check>
void each_disk(Check check) {
  fakes::FakeWorld fake;
  check(fake.files, std::string("folder"));
  std::string real = (std::filesystem::temp_directory_path() / "adxc-world-XXXXXX").string();
  REQUIRE(::mkdtemp(real.data()) != nullptr);
  check(*sys::real_world().files, real);
  std::filesystem::remove_all(real);
}

void put(sys::Files& files, const std::string& path, std::string_view text) {
  const auto sink = files.create(path);
  REQUIRE(sink);
  REQUIRE((*sink)->write(text));
  REQUIRE((*sink)->finish());
}

std::string read(sys::Files& files, const std::string& path) {
  const auto source = files.open(path);
  if (!source) return source.error().message;
  std::string text;
  char room[3];
  while (true) {
    const auto count = (*source)->read(room);
    REQUIRE(count);
    if (*count == 0) return text;
    text.append(room, *count);
  }
}

/// Paths below the folder, folders with a slash at the end.
std::string listed(sys::Files& files, const std::string& folder, bool recursive) {
  const auto found = files.list(folder, recursive);
  if (!found) return found.error().message;
  std::string text;
  for (const sys::FileInfo& info : *found) {
    text += info.path.substr(folder.size()) + (info.directory ? "/ " : " ");
  }
  return text;
}

}  // namespace

TEST_CASE("files are written whole or not at all") {
  each_disk([](sys::Files& files, const std::string& folder) {
    put(files, folder + "/a b/c", "text");
    {
      const auto broken_off = files.create(folder + "/a b/c");
      REQUIRE((*broken_off)->write("other"));
    }
    CHECK(read(files, folder + "/a b/c") == "text");
    put(files, folder + "/a b/c", "new");
    CHECK(read(files, folder + "/a b/c") == "new");
    CHECK(files.info(folder + "/a b/c")->size == 3);
    CHECK(files.info(folder + "/a b")->directory);
  });
}

TEST_CASE("folders are listed in order, unfinished files are not") {
  each_disk([](sys::Files& files, const std::string& folder) {
    put(files, folder + "/b", "");
    put(files, folder + "/a/y", "");
    put(files, folder + "/a/x/z", "");
    put(files, folder + "/a.b", "");
    const auto unfinished = files.create(folder + "/unfinished");
    CHECK(listed(files, folder, false) == "/a/ /a.b /b ");
    CHECK(listed(files, folder, true) == "/a/ /a.b /a/x/ /a/x/z /a/y /b ");
  });
}

TEST_CASE("what is missing is named in the same words") {
  each_disk([](sys::Files& files, const std::string& folder) {
    const std::string path = folder + "/no such thing";
    const std::string wanted = "`" + path + "` does not exist";
    CHECK(read(files, path) == wanted);
    CHECK(listed(files, path, true) == wanted);
    CHECK(files.info(path).error().message == wanted);
    CHECK(files.info(path).error().kind == ErrorKind::NotFound);
  });
}

TEST_CASE("a disk that lost its power keeps only what was finished") {
  fakes::FakeWorld fake;
  put(fake.files, "kept", "x");
  const auto sink = fake.files.create("lost");
  REQUIRE((*sink)->write("x"));
  fake.files.lose_power();
  CHECK((*sink)->finish().error().kind == ErrorKind::Unavailable);
  CHECK(fake.files.paths() == std::vector<std::string>{"kept"});
}

TEST_CASE("time passes only when somebody sleeps") {
  fakes::FakeWorld fake;
  const std::int64_t now = fake.clock.now();
  fake.clock.sleep(kTicksPerHour);
  CHECK(fake.clock.now() - now == kTicksPerHour);
  CHECK(fake.clock.naps() == std::vector<std::int64_t>{kTicksPerHour});
}

TEST_CASE("the network says its script, then what its handler says, then nothing") {
  fakes::FakeWorld fake;
  fake.network.answer(200, "body");
  fake.network.lose_answer();
  sys::Request request;
  request.url = "https://h.example/";
  std::string seen;
  const auto first = fake.network.send(request, [&](std::string_view bytes) -> Result<void> {
    seen += bytes;
    return {};
  });
  CHECK(seen == "body");
  CHECK(first->body.empty());
  CHECK(fake.network.send(request, nullptr).error().kind == ErrorKind::Timeout);
  CHECK(fake.network.send(request, nullptr).error().kind == ErrorKind::Unavailable);
  fake.network.answer_with([](const sys::Request&) { return sys::Response{404, {}, "no"}; });
  CHECK(fake.network.send(request, nullptr)->status == 404);
  CHECK(fake.network.requests().size() == 4);
}

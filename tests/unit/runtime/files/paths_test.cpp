#include "runtime/files/paths.h"

#include <doctest/doctest.h>

using namespace adxc;
using namespace adxc::files;

TEST_CASE("a host is a folder of this machine") {
  CHECK(root_folder("/data/in", "/base") == "/data/in");
  CHECK(root_folder("data", "/base") == "/base/data");
  CHECK(root_folder("./data/", "/base") == "/base/data");
  CHECK(root_folder(".", "/base") == "/base");
  CHECK(root_folder("data\\in", "") == "data/in");
  CHECK(root_folder(".", "") == ".");
  CHECK(root_folder("/", "x") == "/");
  for (const char* host : {"\\\\server\\share", "//server/share", "C:\\data", "d:/data", "D:"}) {
    CAPTURE(host);
    const auto root = root_folder(host, "/base");
    REQUIRE_FALSE(root);
    CHECK(root.error().kind == ErrorKind::Unsupported);
    CHECK(root.error().message.find(host) != std::string::npos);
  }
  CHECK(root_folder("", "/base").error().kind == ErrorKind::Refused);
}

TEST_CASE("a path stays below its root") {
  CHECK(clean_path("a//b/./c") == "a/b/c");
  CHECK(clean_path("/a\\b\\") == "a/b");
  CHECK(clean_path("a/../b") == "b");
  CHECK(clean_path("") == "");
  CHECK(clean_path("..a/b..") == "..a/b..");
  for (const char* path : {"..", "../x", "a/../../x", "a\\..\\..\\x", "/.."}) {
    CAPTURE(path);
    const auto clean = clean_path(path);
    REQUIRE_FALSE(clean);
    CHECK(clean.error().kind == ErrorKind::Refused);
    CHECK(clean.error().message.find(path) != std::string::npos);
  }
}

namespace {

struct Pair {
  const char* pattern;
  const char* name;
};

}  // namespace

TEST_CASE("patterns") {
  for (const Pair& pair : {Pair{"*", ""},
                           {"*", "abc"},
                           {"*.csv", "a.csv"},
                           {"a*c*e", "abcde"},
                           {"a*c*e", "acce"},
                           {"?.csv", "x.csv"},
                           {"^*.csv", "*.csv"},
                           {"a^?", "a?"},
                           {"**", "x"},
                           {"", ""},
                           {"*a", "aaa"},
                           {"^^", "^"},
                           {"x^", "x^"},
                           {"*.*", "a.b.c"}}) {
    CAPTURE(pair.pattern);
    CAPTURE(pair.name);
    CHECK(matches(pair.pattern, pair.name));
  }
  for (const Pair& pair : {Pair{"*.csv", "a.csvx"},
                           {"*.csv", "A.CSV"},
                           {"?", ""},
                           {"?", "ab"},
                           {"^*.csv", "a.csv"},
                           {"a^?", "ab"},
                           {"", "a"},
                           {"a*c", "ab"},
                           {"*a*b", "xbxa"}}) {
    CAPTURE(pair.pattern);
    CAPTURE(pair.name);
    CHECK_FALSE(matches(pair.pattern, pair.name));
  }
}

#include "compiler/base/names.h"

#include <array>

#include <doctest/doctest.h>

#include "compiler/base/digest.h"
#include "compiler/base/scalar_type.h"

using namespace adxc;

TEST_CASE("the nearest name is the one that was meant, or none") {
  constexpr std::array<std::string_view, 3> kNames = {"query", "queryTimeout", "noTruncation"};
  CHECK(nearest_name("qurey", kNames) == "query");
  CHECK(nearest_name("QUERYTIMEOUT", kNames) == "queryTimeout");
  CHECK(nearest_name("noTruncaton", kNames) == "noTruncation");
  CHECK(nearest_name("database", kNames).empty());
}

TEST_CASE("lists of names put the nearest first") {
  CHECK(one_of("b", {"a", "b", "c"}) == "`b`, `a` or `c`");
  CHECK(one_of("x", {"a"}) == "`a`");
  CHECK(one_of("x", {"b", "a", "b", "b", "a"}, 2) == "`b` or `a`");
  CHECK(one_of("a", {"a", "b", "c"}, 2) == "`a`, `b`, …");
}

TEST_CASE("long values are cut in the middle, on character borders") {
  CHECK(shortened("short") == "short");
  CHECK(shortened(std::string(100, 'x'), 9) == "xxxx…xxx");
  CHECK(shortened("ääääääääää", 4) == "ä…");
}

TEST_CASE("digests are SHA-256") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("type names and their aliases") {
  for (ScalarType type : kScalarTypes) CHECK(scalar_type(name(type)) == type);
  CHECK(scalar_type("double") == ScalarType::Real);
  CHECK_FALSE(scalar_type("Double"));
}

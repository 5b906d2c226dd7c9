#include "runtime/sys/world.h"

#include <doctest/doctest.h>

#include "compiler/base/ticks.h"
#include "runtime/sys/url.h"

using namespace adxc;

namespace {

class Counting final : public sys::Random {
 public:
  std::uint64_t next() override { return value_ -= 0x0123'4567'89AB'CDEF; }

 private:
  std::uint64_t value_ = 0;
};

}  // namespace

TEST_CASE("only hosts of this machine are loopback") {
  for (const char* url : {"http://localhost", "http://LOCALHOST:8080/x", "https://127.0.0.1/v1?q#f",
                          "http://[::1]:80/", "HTTP://127.1.2.3", "http://127.0.0.1?x"}) {
    CAPTURE(url);
    CHECK(sys::is_loopback(url));
  }
  for (const char* url : {"",
                          "localhost",
                          "ftp://localhost",
                          "http://127.0.0.1.evil.com",
                          "http://localhost.evil.com",
                          "http://localhost@evil.com",
                          "http://evil.com/127.0.0.1",
                          "http://127.1",
                          "http://127.0.0.256",
                          "http://127.0.0.01",
                          "http://127.0.0.1.",
                          "http://127.0.0.1:x",
                          "http://127.0.0.1:99999",
                          "http://128.0.0.1",
                          "http://[::1]evil.com",
                          "http://[::1",
                          "http://::1",
                          "http://127.0.0.1\\@evil.com",
                          "http://127.0.0.1 .evil.com",
                          "http:/localhost",
                          "http://0.0.0.0",
                          "http://[::ffff:127.0.0.1]",
                          "http://127.0.0.1\t",
                          "https://"}) {
    CAPTURE(url);
    CHECK_FALSE(sys::is_loopback(url));
  }
}

TEST_CASE("printed URLs hold no query, fragment or user") {
  CHECK(sys::printable_url("https://h.example/c/b.csv?sv=1&sig=secret") ==
        "https://h.example/c/b.csv");
  CHECK(sys::printable_url("https://user:secret@h.example:1/p@q#f") == "https://h.example:1/p@q");
  CHECK(sys::printable_url("secret@h/p") == "h/p");
}

TEST_CASE("guids are version 4 in lower case") {
  Counting random;
  const std::string guid = sys::new_guid(random);
  CHECK(guid.size() == 36);
  CHECK(guid[14] == '4');
  CHECK(std::string_view("89ab").find(guid[19]) != std::string_view::npos);
  CHECK(guid != sys::new_guid(random));
}

TEST_CASE("the machine has a clock, randomness and an environment") {
  sys::World world = sys::real_world();
  CHECK(world.clock->now() > *parse_datetime("2024-01-01"));
  const std::int64_t before = world.clock->steady();
  world.clock->sleep(20'000);  // 2 ms
  CHECK(world.clock->steady() - before >= 20'000);
  CHECK(world.random->next() != world.random->next());
  CHECK(world.environment->variable("PATH"));
  CHECK_FALSE(world.environment->variable("ADXC_NO_SUCH_VARIABLE"));
}

#include "compiler/base/ticks.h"

#include <doctest/doctest.h>

using namespace adxc;

TEST_CASE("datetimes are exact to 100 ns over the whole range") {
  const char* const kTexts[] = {"0001-01-01T00:00:00Z",         "1969-12-31T23:59:59.9999999Z",
                                "1970-01-01T00:00:00Z",         "2000-02-29T12:30:00.0000001Z",
                                "2020-03-04T14:05:01.3109965Z", "9999-12-31T23:59:59.9999999Z"};
  for (const char* text : kTexts) {
    CAPTURE(text);
    const auto ticks = parse_datetime(text);
    REQUIRE(ticks);
    CHECK(print_datetime(*ticks) == text);
  }
  CHECK(*parse_datetime("1970-01-01") == kUnixEpochTicks);
  CHECK(*parse_datetime("9999-12-31T23:59:59.9999999Z") == kMaxDateTimeTicks);
}

TEST_CASE("short and offset forms of datetimes are read, wrong ones are not") {
  CHECK(*parse_datetime("2020-01-02 03:04") == *parse_datetime("2020-01-02T03:04:00Z"));
  CHECK(*parse_datetime("2020-01-02T03:04:05+02:00") == *parse_datetime("2020-01-02T01:04:05Z"));
  for (const char* text :
       {"", "2020", "2020-13-01", "2019-02-29", "2020-01-02T24:00:00", "2020-01-02T03",
        "0000-01-01", "2020-01-02T03:04:05.12345678", "2020-01-02x", "9999-12-31T23:59:59-01:00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_datetime(text));
  }
}

TEST_CASE("timespans are read in the forms real files hold") {
  CHECK(*parse_timespan("00:10:00") == 10 * kTicksPerMinute);
  CHECK(*parse_timespan("7.00:00:00") == 7 * kTicksPerDay);
  CHECK(*parse_timespan("0.0:10:00") == 10 * kTicksPerMinute);
  CHECK(*parse_timespan("-1.02:03:04.5") ==
        -(kTicksPerDay + 2 * kTicksPerHour + 3 * kTicksPerMinute + 45'000'000));
  CHECK(print_timespan(*parse_timespan("1.02:03:04.0500000")) == "1.02:03:04.05");
  CHECK(print_timespan(-1) == "-00:00:00.0000001");
  for (const char* text : {"10675199.02:48:05.4775807", "-10675199.02:48:05.4775808"}) {
    CHECK(print_timespan(*parse_timespan(text)) == text);
  }
  CHECK_FALSE(parse_timespan("10675199.02:48:05.4775808"));
  CHECK_FALSE(parse_timespan("-10675199.02:48:05.4775809"));
  CHECK_FALSE(parse_timespan("10675199.23:00:00"));
  for (const char* text :
       {"", "10", "24:00:00", "00:60:00", "00:00:60", "1:2:3", "00:00:00.", "a", "00:10:00 "}) {
    CAPTURE(text);
    CHECK_FALSE(parse_timespan(text));
  }
}

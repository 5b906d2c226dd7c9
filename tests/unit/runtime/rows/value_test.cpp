#include "runtime/rows/value.h"

#include <doctest/doctest.h>

using namespace adxc;
using rows::canonical;

namespace {

struct Case {
  ScalarType type;
  const char* text;
  const char* expected;  // null: not a value
};

void check(const Case& c) {
  CAPTURE(name(c.type));
  CAPTURE(c.text);
  const auto got = canonical(c.type, c.text);
  REQUIRE(got.has_value() == (c.expected != nullptr));
  if (!got) return;
  CHECK(*got == c.expected);
  CHECK(canonical(c.type, *got) == got);  // canonical text is its own canonical text
}

}  // namespace

TEST_CASE("bools and integers") {
  const Case kCases[] = {
      {ScalarType::Bool, "TRUE", "true"},
      {ScalarType::Bool, " 0 ", "false"},
      {ScalarType::Bool, "1", "true"},
      {ScalarType::Bool, "yes", nullptr},
      {ScalarType::Bool, "", nullptr},
      {ScalarType::Int, "+007", "7"},
      {ScalarType::Int, "-0", "0"},
      {ScalarType::Int, " 42", "42"},
      {ScalarType::Int, "0x1F", "31"},
      {ScalarType::Int, "0xFFFFFFFF", nullptr},
      {ScalarType::Int, "2147483647", "2147483647"},
      {ScalarType::Int, "2147483648", nullptr},
      {ScalarType::Int, "-2147483648", "-2147483648"},
      {ScalarType::Int, "-2147483649", nullptr},
      {ScalarType::Int, "3.14", nullptr},
      {ScalarType::Int, "1 000", nullptr},
      {ScalarType::Int, "--1", nullptr},
      {ScalarType::Int, "0x", nullptr},
      {ScalarType::Long, "9223372036854775807", "9223372036854775807"},
      {ScalarType::Long, "9223372036854775808", nullptr},
      {ScalarType::Long, "-9223372036854775808", "-9223372036854775808"},
      {ScalarType::Long, "-9223372036854775809", nullptr},
      {ScalarType::Long, "99999999999999999999999", nullptr},
      {ScalarType::Long, "9007199254740993", "9007199254740993"},
  };
  for (const Case& c : kCases) check(c);
}

TEST_CASE("reals are the shortest text that reads back") {
  const Case kCases[] = {
      {ScalarType::Real, "0.1", "0.1"},
      {ScalarType::Real, "1.50", "1.5"},
      {ScalarType::Real, ".5", "0.5"},
      {ScalarType::Real, "+1e3", "1000.0"},
      {ScalarType::Real, "5", "5.0"},
      {ScalarType::Real, "1E-7", "1e-07"},
      {ScalarType::Real, "0.30000000000000004", "0.30000000000000004"},
      {ScalarType::Real, "1.7976931348623157e308", "1.7976931348623157e+308"},
      {ScalarType::Real, "1e309", nullptr},
      {ScalarType::Real, "5e-324", "5e-324"},
      {ScalarType::Real, "nan", "NaN"},
      {ScalarType::Real, "-inf", "-Infinity"},
      {ScalarType::Real, "Infinity", "Infinity"},
      {ScalarType::Real, "nano", nullptr},
      {ScalarType::Real, "0x10", nullptr},
      {ScalarType::Real, "1,5", nullptr},
      {ScalarType::Real, "+-1", nullptr},
      {ScalarType::Real, "-", nullptr},
      {ScalarType::Real, "1e", nullptr},
  };
  for (const Case& c : kCases) check(c);
}

TEST_CASE("decimals keep every digit") {
  const Case kCases[] = {
      {ScalarType::Decimal, "2.00000000000001", "2.00000000000001"},
      {ScalarType::Decimal, "+01.50", "1.50"},
      {ScalarType::Decimal, ".5", "0.5"},
      {ScalarType::Decimal, "5.", "5"},
      {ScalarType::Decimal, "-0.00", "0.00"},
      {ScalarType::Decimal, "1.5e3", "1500"},
      {ScalarType::Decimal, "1e-5", "0.00001"},
      {ScalarType::Decimal, "1e40", "1e40"},
      {ScalarType::Decimal, "12.5E-60", "1.25e-59"},
      {ScalarType::Decimal, "1234567890123456789012345678901234",
       "1234567890123456789012345678901234"},
      {ScalarType::Decimal, "-0.1234567890123456789012345678901234",
       "-0.1234567890123456789012345678901234"},
      {ScalarType::Decimal, "12345678901234567890123456789012345", nullptr},
      {ScalarType::Decimal, "1e7000", nullptr},
      {ScalarType::Decimal, "1e99999999999999999999", nullptr},
      {ScalarType::Decimal, "NaN", nullptr},
      {ScalarType::Decimal, "1.2.3", nullptr},
      {ScalarType::Decimal, ".", nullptr},
      {ScalarType::Decimal, "1-2", nullptr},
  };
  for (const Case& c : kCases) check(c);
}

TEST_CASE("times") {
  const Case kCases[] = {
      {ScalarType::DateTime, "2020-01-02", "2020-01-02T00:00:00Z"},
      {ScalarType::DateTime, "2020-01-02 03:04:05.1234567", "2020-01-02T03:04:05.1234567Z"},
      {ScalarType::DateTime, "2020-01-02T03:04:05+02:00", "2020-01-02T01:04:05Z"},
      {ScalarType::DateTime, "0001-01-01", "0001-01-01T00:00:00Z"},
      {ScalarType::DateTime, "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"},
      {ScalarType::DateTime, "Sat, 8 Nov 14 15:05:02 GMT", "2014-11-08T15:05:02Z"},
      {ScalarType::DateTime, "Saturday, 08-Nov-14 15:05:02 UTC", "2014-11-08T15:05:02Z"},
      {ScalarType::DateTime, "8 Nov 2014 15:05", "2014-11-08T15:05:00Z"},
      {ScalarType::DateTime, "8 Nov 74 15:05", "1974-11-08T15:05:00Z"},
      {ScalarType::DateTime, "8 Nov 14 15:05 -0500", nullptr},
      {ScalarType::DateTime, "31 Apr 2014 15:05", nullptr},
      {ScalarType::DateTime, "2019-02-29", nullptr},
      {ScalarType::DateTime, "01/02/2020", nullptr},
      {ScalarType::DateTime, "1577934245", nullptr},
      {ScalarType::TimeSpan, "1.02:03:04.5", "1.02:03:04.5"},
      {ScalarType::TimeSpan, "-00:00:00.0000001", "-00:00:00.0000001"},
      {ScalarType::TimeSpan, "03:04", "03:04:00"},
      {ScalarType::TimeSpan, "1d", nullptr},
      {ScalarType::TimeSpan, "5", nullptr},
      {ScalarType::TimeSpan, "25:00:00", nullptr},
  };
  for (const Case& c : kCases) check(c);
}

TEST_CASE("guids, dynamics and strings") {
  const char* const kGuid = "74be27de-1e4e-49d9-b579-fe0b331d3642";
  const Case kCases[] = {
      {ScalarType::Guid, "74BE27DE-1E4E-49D9-B579-FE0B331D3642", kGuid},
      {ScalarType::Guid, "74be27de1e4e49d9b579fe0b331d3642", kGuid},
      {ScalarType::Guid, "{74be27de-1e4e-49d9-b579-fe0b331d3642}", kGuid},
      {ScalarType::Guid, "(74be27de-1e4e-49d9-b579-fe0b331d3642)", kGuid},
      {ScalarType::Guid, "{74be27de-1e4e-49d9-b579-fe0b331d3642)", nullptr},
      {ScalarType::Guid, "74be27de-1e4e49d9-b579-fe0b331d36420", nullptr},
      {ScalarType::Guid, "74be27de-1e4e-49d9-b579-fe0b331d364g", nullptr},
      {ScalarType::Guid, "{}", nullptr},
      {ScalarType::Dynamic, " { \"a\" : [1, 2.50, null] } ", "{\"a\":[1,2.50,null]}"},
      {ScalarType::Dynamic, "12345678901234567890123", "12345678901234567890123"},
      {ScalarType::Dynamic, "\"x y\"", "\"x y\""},
      {ScalarType::Dynamic, "hello \"you\"", "\"hello \\\"you\\\"\""},
      {ScalarType::Dynamic, "{broken", "\"{broken\""},
      {ScalarType::Dynamic, "  ", nullptr},
      {ScalarType::String, "  as it is ", "  as it is "},
      {ScalarType::String, "", ""},
  };
  for (const Case& c : kCases) check(c);
}

TEST_CASE("every type says what it expects") {
  for (const ScalarType type : kScalarTypes) CHECK_FALSE(rows::expectation(type).empty());
}

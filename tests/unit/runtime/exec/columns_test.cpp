#include "runtime/exec/columns.h"

#include <doctest/doctest.h>

namespace adxc::exec {
namespace {

const rows::Schema kSource = {
    {"Id", ScalarType::Long}, {"$['a']", ScalarType::Dynamic}, {"Note", ScalarType::String}};

plan::ColumnMap by_name(std::string source, std::string sink, std::string sink_type = "") {
  return {std::move(source), "", 0, "", std::move(sink), std::move(sink_type)};
}

TEST_CASE("without a mapping every column keeps its name") {
  const auto columns = match_columns({}, kSource);
  REQUIRE(columns.has_value());
  CHECK(columns->offered == kSource);
  CHECK(columns->sources == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("a mapping picks by name, path and ordinal, and may say the type") {
  const auto columns = match_columns({by_name("Note", "Text"),
                                      {"", "$['a']", 0, "", "A", ""},
                                      {"", "", 1, "Int32", "First", ""},
                                      by_name("Id", "Id2", "decimal")},
                                     kSource);
  REQUIRE(columns.has_value());
  CHECK(columns->sources == std::vector<std::size_t>{2, 1, 0, 0});
  CHECK(columns->offered == rows::Schema{{"Text", ScalarType::String},
                                         {"A", ScalarType::Dynamic},
                                         {"First", ScalarType::Int},
                                         {"Id2", ScalarType::Decimal}});
}

TEST_CASE("what the source lacks is named") {
  CHECK(match_columns({by_name("note", "Note")}, kSource).error().text() ==
        "the mapping reads column `note`, the source has `Id`, `$['a']`, `Note` (names are "
        "case-sensitive)");
  CHECK(match_columns({{"", "", 4, "", "X", ""}}, kSource).error().text() ==
        "the mapping reads column 4, the source has 3");
}

TEST_CASE("values change their type without losing anything") {
  struct Row {
    ScalarType from, to;
    const char* text;
    const char* expected;  // null: it does not fit
  };
  for (const Row& row : {
           Row{ScalarType::String, ScalarType::Long, " 12 ", "12"},
           Row{ScalarType::String, ScalarType::Long, "12x", nullptr},
           Row{ScalarType::String, ScalarType::DateTime, "2020-01-02", "2020-01-02T00:00:00Z"},
           Row{ScalarType::String, ScalarType::Dynamic, "{\"a\": 1}", "{\"a\":1}"},
           Row{ScalarType::Long, ScalarType::Int, "2147483648", nullptr},
           Row{ScalarType::Long, ScalarType::Int, "-5", "-5"},
           Row{ScalarType::Long, ScalarType::Decimal, "9223372036854775807", "9223372036854775807"},
           Row{ScalarType::Real, ScalarType::Long, "5.0", "5"},
           Row{ScalarType::Real, ScalarType::Long, "5.5", nullptr},
           Row{ScalarType::Real, ScalarType::Int, "NaN", nullptr},
           Row{ScalarType::Bool, ScalarType::Int, "true", "1"},
           Row{ScalarType::Long, ScalarType::Bool, "0", "false"},
           Row{ScalarType::Long, ScalarType::Bool, "2", nullptr},
           Row{ScalarType::DateTime, ScalarType::String, "2020-01-02T00:00:00Z",
               "2020-01-02T00:00:00Z"},
           Row{ScalarType::DateTime, ScalarType::Dynamic, "2020-01-02T00:00:00Z",
               "\"2020-01-02T00:00:00Z\""},
           Row{ScalarType::Dynamic, ScalarType::String, "\"a\\\"b\"", "a\"b"},
           Row{ScalarType::Dynamic, ScalarType::String, "{\"a\":1}", "{\"a\":1}"},
           Row{ScalarType::Dynamic, ScalarType::Long, "7", "7"},
           Row{ScalarType::Dynamic, ScalarType::Long, "[7]", nullptr},
           Row{ScalarType::Dynamic, ScalarType::Guid, "\"6F3C1072-2739-461C-8AA7-3CFC8FF528A8\"",
               "6f3c1072-2739-461c-8aa7-3cfc8ff528a8"},
       }) {
    CAPTURE(row.text);
    const auto text = converted(row.from, row.to, row.text);
    CHECK(text.has_value() == (row.expected != nullptr));
    if (text && row.expected != nullptr) CHECK(*text == row.expected);
  }
}

TEST_CASE("some types never become others") {
  CHECK_FALSE(is_convertible(ScalarType::DateTime, ScalarType::Long));
  CHECK_FALSE(is_convertible(ScalarType::Guid, ScalarType::TimeSpan));
  CHECK(is_convertible(ScalarType::Bool, ScalarType::Real));
  CHECK(is_convertible(ScalarType::TimeSpan, ScalarType::String));
}

TEST_CASE("interim types have Kusto types") {
  CHECK(type_of_interim("int64") == ScalarType::Long);
  CHECK(type_of_interim("DateTimeOffset") == ScalarType::DateTime);
  CHECK(type_of_interim("Datetime") == ScalarType::DateTime);
  CHECK_FALSE(type_of_interim("").has_value());
}

}  // namespace
}  // namespace adxc::exec

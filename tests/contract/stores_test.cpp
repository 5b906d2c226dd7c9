// What every store must do. The list is the same for all of them.
#include <algorithm>

#include <doctest/doctest.h>

#include "tests/contract/store_cases.h"

using namespace adxc;
using contract::StoreCase;
using contract::Table;

namespace {

plan::Step step_of(plan::Copy copy) {
  plan::Step step;
  step.address = "pipeline/Nightly/activity/Copy it";
  step.name = "Copy it";
  step.type = "Copy";
  step.action = std::move(copy);
  return step;
}

Result<std::unique_ptr<rows::RowSink>> open_sink(StoreCase& place, const std::string& object,
                                                 const rows::Schema& schema) {
  plan::Copy copy;
  copy.sink = place.sink(object);
  return place.store().open_sink(step_of(copy), copy, schema, place.context());
}

Result<std::unique_ptr<rows::RowSource>> open_source(StoreCase& place, const std::string& object) {
  plan::Copy copy;
  copy.source = place.source(object);
  return place.store().open_source(step_of(copy), copy, place.context());
}

Result<void> write(StoreCase& place, const std::string& object, const Table& table,
                   std::size_t rows_a_batch = 1'000) {
  place.prepare(object, table.schema);
  ADXC_LET(sink, open_sink(place, object, table.schema));
  ADXC_TRY(contract::write_rows(*sink, table, rows_a_batch));
  return sink->finish();
}

void check_round_trip(StoreCase& place, const std::string& object, const Table& table,
                      std::size_t rows_a_batch = 1'000) {
  const auto written = write(place, object, table, rows_a_batch);
  if (!written) FAIL(written.error().text());
  const auto source = open_source(place, object);
  if (!source) FAIL(source.error().text());
  const auto got = contract::read_rows(**source);
  if (!got) FAIL(got.error().text());
  contract::check_same(table, *got, place.nulls_in_strings());
}

template <typename Check>
void each_store(Check check) {
  for (const auto& place : contract::store_cases()) {
    CAPTURE(place->name());
    check(*place);
  }
}

}  // namespace

TEST_CASE("every store has a case") {
  const auto cases = contract::store_cases();
  const auto elsewhere = contract::stores_tested_elsewhere();
  for (const stores::Store* store : stores::all()) {
    CAPTURE(store->linked_service);
    CHECK(stores::find(store->linked_service) == store);
    const bool here = std::any_of(cases.begin(), cases.end(),
                                  [&](const auto& place) { return &place->store() == store; });
    const bool there =
        std::find(elsewhere.begin(), elsewhere.end(), store->linked_service) != elsewhere.end();
    CHECK(here != there);
  }
  CHECK(stores::find("Parchment") == nullptr);
}

TEST_CASE("each type and null make the round trip") {
  each_store([](StoreCase& place) { check_round_trip(place, "types", contract::every_type()); });
}

TEST_CASE("no row, one row, many batches") {
  each_store([](StoreCase& place) {
    check_round_trip(place, "one", contract::numbered(1));
    check_round_trip(place, "many", contract::numbered(25'000), 700);
    REQUIRE(write(place, "none", contract::numbered(0)));
    const auto source = open_source(place, "none");
    REQUIRE(source);
    CHECK(contract::read_rows(**source)->rows.empty());
  });
}

TEST_CASE("names with spaces") {
  each_store(
      [](StoreCase& place) { check_round_trip(place, "name with spaces", contract::numbered(2)); });
}

TEST_CASE("a missing object is named in the error") {
  each_store([](StoreCase& place) {
    auto source = open_source(place, "not there");
    rows::Batch batch;
    const auto read = source ? (*source)->next(batch) : tl::make_unexpected(source.error());
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::NotFound);
    CHECK(read.error().text().find("not there") != std::string::npos);
  });
}

TEST_CASE("a sink that is not finished leaves nothing") {
  each_store([](StoreCase& place) {
    const Table table = contract::numbered(5'000);
    place.prepare("broken off", table.schema);
    {
      const auto sink = open_sink(place, "broken off", table.schema);
      REQUIRE(sink);
      REQUIRE(contract::write_rows(**sink, table));
    }
    CHECK_FALSE(place.visible("broken off"));
  });
}

TEST_CASE("traffic is counted") {
  each_store([](StoreCase& place) {
    const Table table = contract::numbered(3'000);
    place.prepare("counted", table.schema);
    const auto sink = open_sink(place, "counted", table.schema);
    REQUIRE(sink);
    REQUIRE(contract::write_rows(**sink, table));
    REQUIRE((*sink)->finish());
    CHECK((*sink)->traffic().bytes > 10'000);
    const auto source = open_source(place, "counted");
    REQUIRE(source);
    REQUIRE(contract::read_rows(**source));
    CHECK((*source)->traffic().bytes > 10'000);
  });
}

TEST_CASE("a setting that is not honoured is refused by name") {
  each_store([](StoreCase& place) {
    plan::Copy copy;
    copy.source = place.source("x");
    copy.source.use["noSuchSetting"] = true;
    copy.sink = place.sink("x");
    copy.sink.use["noSuchSetting"] = true;
    const auto source = place.store().open_source(step_of(copy), copy, place.context());
    const auto sink =
        place.store().open_sink(step_of(copy), copy, contract::numbered(0).schema, place.context());
    for (const Error& error : {source.error(), sink.error()}) {
      CHECK(error.kind == ErrorKind::Unsupported);
      CHECK(error.message.find("noSuchSetting") != std::string::npos);
    }
  });
}

#include "runtime/rows/batch.h"

#include <doctest/doctest.h>

using namespace adxc::rows;

TEST_CASE("a batch holds cells, nulls and line numbers") {
  Batch batch(2);
  batch.add("one");
  batch.add_null();
  batch.end_row(7);
  batch.add("");
  batch.add("two");
  batch.end_row();
  REQUIRE(batch.rows() == 2);
  CHECK(batch.at(0, 0).text == "one");
  CHECK(batch.at(0, 1).null);
  CHECK(batch.at(0, 1).text.empty());
  CHECK_FALSE(batch.at(1, 0).null);
  CHECK(batch.at(1, 1).text == "two");
  CHECK(batch.line(0) == 7);
  CHECK(batch.line(1) == 0);
  CHECK(batch.bytes() == 6);
}

TEST_CASE("an abandoned row leaves nothing") {
  Batch batch(3);
  batch.add("kept");
  batch.add("");
  batch.add_null();
  batch.end_row();
  batch.add_null();
  batch.add("dropped");
  batch.abandon_row();
  CHECK(batch.bytes() == 4);
  batch.add("a");
  batch.add("b");
  batch.add("c");
  batch.end_row();
  CHECK(batch.at(0, 0).text == "kept");
  CHECK(batch.at(1, 2).text == "c");
}

TEST_CASE("a cleared batch may have another width") {
  Batch batch(1);
  batch.set_file("a.csv");
  batch.add("x");
  batch.end_row();
  batch.clear(2);
  CHECK(batch.rows() == 0);
  CHECK(batch.columns() == 2);
  CHECK(batch.file().empty());
  CHECK_FALSE(batch.full());
}

TEST_CASE("a batch is full by rows or by bytes") {
  Batch many(1);
  for (std::size_t i = 0; i < Batch::kTargetRows; ++i) {
    CHECK_FALSE(many.full());
    many.add_null();
    many.end_row();
  }
  CHECK(many.full());
  Batch wide(1);
  wide.add(std::string(Batch::kTargetBytes, 'x'));
  wide.end_row();
  CHECK(wide.full());
}

// What every format must do. The list is the same for all of them; a new format is here by itself.
#include <doctest/doctest.h>

#include "compiler/base/names.h"
#include "runtime/formats/format.h"
#include "tests/contract/rows_at_hand.h"
#include "tests/fakes/fake_world.h"

using namespace adxc;
using contract::Table;
using formats::Format;

namespace {

/// Settings of a dataset that says the names of its columns.
plan::Settings dataset_for(const Format& format) {
  plan::Settings dataset{{"location.type", std::string("FileServerLocation")}};
  if (format.dataset_type == "DelimitedText") dataset["firstRowAsHeader"] = true;
  return dataset;
}

/// One file in memory, read and written through a format.
struct Bench {
  explicit Bench(const Format& tested) : format(tested) {}

  const Format& format;
  plan::Settings dataset = dataset_for(format);
  plan::Settings use;
  fakes::FakeWorld fake;
  std::string path = "folder/a file with spaces.dat";

  Result<std::unique_ptr<rows::RowSink>> sink(const rows::Schema& schema) {
    ADXC_LET(bytes, fake.files.create(path));
    return format.write(std::move(bytes), schema, {dataset, use});
  }
  Result<std::unique_ptr<rows::RowSource>> source() {
    ADXC_LET(bytes, fake.files.open(path));
    return format.read(std::move(bytes), path, {dataset, use});
  }
  Result<void> write(const Table& table, std::size_t rows_a_batch = 1'000) {
    ADXC_LET(rows, sink(table.schema));
    ADXC_TRY(contract::write_rows(*rows, table, rows_a_batch));
    return rows->finish();
  }
  Result<Table> read() {
    ADXC_LET(rows, source());
    return contract::read_rows(*rows);
  }
  void check_round_trip(const Table& table, std::size_t rows_a_batch = 1'000) {
    REQUIRE(write(table, rows_a_batch));
    const auto got = read();
    REQUIRE(got);
    contract::check_same(table, *got);
  }
};

template <typename Check>
void each_format(Check check) {
  for (const Format* format : formats::all()) {
    CAPTURE(format->dataset_type);
    Bench bench{*format};
    check(bench);
  }
}

}  // namespace

TEST_CASE("formats are found by the dataset's type") {
  CHECK(formats::all().size() >= 2);
  for (const Format* format : formats::all()) CHECK(formats::find(format->dataset_type) == format);
  CHECK(formats::find("delimitedtext") == formats::find("DelimitedText"));
  CHECK(formats::find("Parchment") == nullptr);
}

TEST_CASE("each type and null make the round trip") {
  each_format([](Bench& bench) { bench.check_round_trip(contract::every_type()); });
}

TEST_CASE("nothing but nulls, in one column and in several") {
  each_format([](Bench& bench) {
    bench.check_round_trip({{{"only", ScalarType::Long}}, {{std::nullopt}, {std::nullopt}}});
    bench.check_round_trip({{{"only", ScalarType::String}}, {{""}, {std::nullopt}, {"x"}}});
    bench.check_round_trip(
        {{{"a", ScalarType::Guid}, {"b", ScalarType::String}}, {{std::nullopt, std::nullopt}}});
  });
}

TEST_CASE("one row, and many batches") {
  each_format([](Bench& bench) {
    bench.check_round_trip(contract::numbered(1));
    bench.check_round_trip(contract::numbered(25'000), 700);
  });
}

TEST_CASE("without rows") {
  each_format([](Bench& bench) {
    REQUIRE(bench.write(contract::numbered(0)));
    const auto got = bench.read();
    REQUIRE(got);
    CHECK(got->rows.empty());
  });
}

TEST_CASE("an empty file has no columns and no rows") {
  each_format([](Bench& bench) {
    bench.fake.files.put(bench.path, "");
    const auto got = bench.read();
    REQUIRE(got);
    CHECK(got->schema.empty());
    CHECK(got->rows.empty());
  });
}

TEST_CASE("compressed with gzip") {
  each_format([](Bench& bench) {
    bench.dataset["compressionCodec"] = std::string("gzip");
    if (bench.format.dataset_type == "Json") {
      bench.dataset = {{"compression.type", std::string("GZip")},
                       {"compression.level", std::string("Optimal")}};
    }
    bench.check_round_trip(contract::numbered(5'000));
    const std::string bytes = bench.fake.files.text(bench.path);
    CHECK(bytes.starts_with("\x1f\x8b"));
    bench.fake.files.put(bench.path, bytes.substr(0, bytes.size() / 2));
    const auto cut = bench.read();
    REQUIRE_FALSE(cut);
    CHECK(cut.error().text().find(bench.path) != std::string::npos);
  });
}

TEST_CASE("rows know their file, and their lines grow") {
  each_format([](Bench& bench) {
    REQUIRE(bench.write(contract::numbered(3)));
    const auto source = bench.source();
    REQUIRE(source);
    rows::Batch batch;
    REQUIRE(*(*source)->next(batch));
    CHECK(batch.file() == bench.path);
    CHECK(batch.line(0) > 0);
    CHECK(batch.line(2) > batch.line(1));
  });
}

TEST_CASE("a sink that is not finished finishes nothing") {
  each_format([](Bench& bench) {
    {
      const auto sink = bench.sink(contract::numbered(1).schema);
      REQUIRE(sink);
      REQUIRE(contract::write_rows(**sink, contract::numbered(20'000)));
    }
    CHECK(bench.fake.files.paths().empty());
    CHECK(bench.fake.files.unfinished() == 0);
  });
}

TEST_CASE("trouble of the disk is passed on") {
  each_format([](Bench& bench) {
    bench.fake.files.set_room(10'000);
    const auto written = bench.write(contract::numbered(20'000));
    REQUIRE_FALSE(written);
    CHECK(written.error().kind == ErrorKind::Limit);
    CHECK(bench.fake.files.paths().empty());
  });
}

TEST_CASE("bytes of any kind are read or refused, with the file's name") {
  const std::string kTexts[] = {"\x00\x01\x02",
                                "\xFF\xFE{",
                                "{\"a\":",
                                "\"",
                                "a,b\n\"",
                                "[[[[[[",
                                "{\"a\":1}\n{\"b\":2}\n{\"a\":",
                                "a,a\n1,2\n",
                                std::string(3, '\0'),
                                "\n\n\n",
                                "{}\n{}\n",
                                ",,,\n,\n",
                                "{\"a\":\"\xC3\"}"};
  each_format([&](Bench& bench) {
    for (const std::string& text : kTexts) {
      CAPTURE(text);
      bench.fake.files.put(bench.path, text);
      const auto got = bench.read();
      if (got) continue;
      CHECK(got.error().kind == ErrorKind::Data);
      CHECK(got.error().message.find(bench.path) != std::string::npos);
    }
  });
}

TEST_CASE("a setting that is not honoured is refused by name") {
  each_format([](Bench& bench) {
    const rows::Schema schema = contract::numbered(0).schema;
    bench.use["formatSettings.noSuchSetting"] = true;
    bench.fake.files.put(bench.path, "");
    for (const Error& error : {bench.source().error(), bench.sink(schema).error()}) {
      CHECK(error.kind == ErrorKind::Unsupported);
      CHECK(error.message.find("formatSettings.noSuchSetting") != std::string::npos);
    }
    bench.use.clear();
    bench.dataset["noSuchProperty"] = true;
    CHECK(bench.source().error().message.find("noSuchProperty") != std::string::npos);
    bench.dataset.erase("noSuchProperty");
    bench.dataset["encodingName"] = std::string("UTF-16");
    CHECK(bench.sink(schema).error().message.find("UTF-16") != std::string::npos);
    bench.dataset["encodingName"] = std::string("utf-8 without BOM");
    CHECK(bench.sink(schema));
    for (const char* codec : {"bzip2", "ZipDeflate", "snappy"}) {
      bench.dataset = dataset_for(bench.format);
      const bool json = bench.format.dataset_type == "Json";
      bench.dataset[json ? "compression.type" : "compressionCodec"] = std::string(codec);
      CHECK(bench.source().error().message.find(codec) != std::string::npos);
      CHECK(bench.sink(schema).error().kind == ErrorKind::Unsupported);
    }
  });
}

// The dataset type DelimitedText. Every column is a string when read. An unquoted field that is the
// dataset's `nullValue` (nothing, by default) is null; a quoted one is that text. Null is written
// unquoted even where `quoteAllText` is set, and a text that spells `nullValue` is quoted, so that
// both read back as they were.
#include <map>
#include <optional>

#include <fmt/format.h>

#include "runtime/encoding/csv.h"
#include "runtime/formats/format.h"
#include "runtime/formats/plain_text.h"

namespace adxc::formats {
namespace {

using encoding::CsvDialect;
using encoding::CsvReader;
using encoding::CsvWriter;

struct TextOptions {
  CsvDialect dialect;
  bool header = false;
  std::string null_value;
};

/// The setting as one character; '\0' when it is empty.
Result<char> character(const plan::Settings& dataset, std::string_view name,
                       std::string_view otherwise) {
  const std::string value = plan::text(dataset, name, otherwise);
  if (value.empty()) return '\0';
  if (value.size() == 1 && static_cast<unsigned char>(value[0]) < 0x80) return value[0];
  return fail(
      ErrorKind::Unsupported,
      fmt::format("the dataset's `{}` is `{}`; adxc takes one ASCII character", name, value));
}

Result<std::string> row_end(const plan::Settings& dataset) {
  const std::string value = plan::text(dataset, "rowDelimiter");
  const bool ascii = value.empty() || static_cast<unsigned char>(value[0]) < 0x80;
  if ((value.size() <= 1 && ascii) || value == "\r\n") return value;
  return fail(ErrorKind::Unsupported,
              fmt::format("the dataset's `rowDelimiter` is `{}`; adxc takes one ASCII character or "
                          "a carriage return and a line feed",
                          value));
}

Result<void> check_dialect(const CsvDialect& dialect) {
  if (dialect.delimiter == '\0') {
    return fail(ErrorKind::Unsupported,
                "the dataset's `columnDelimiter` is empty; adxc takes one "
                "ASCII character");
  }
  const bool ends = dialect.row_end.empty()
                        ? dialect.delimiter == '\n' || dialect.delimiter == '\r'
                        : dialect.row_end.find(dialect.delimiter) != std::string::npos;
  if (dialect.delimiter == dialect.quote || ends) {
    return fail(ErrorKind::Refused,
                "the dataset's `columnDelimiter` is also its `quoteChar` or "
                "`rowDelimiter`; they must differ");
  }
  return {};
}

Result<TextOptions> options_of(const plan::Settings& dataset) {
  ADXC_TRY(plan::only_known(
      dataset, "the dataset",
      {"location.", "columnDelimiter", "rowDelimiter", "quoteChar", "escapeChar", "nullValue",
       "encodingName", "compressionCodec", "compressionLevel", "firstRowAsHeader"}));
  ADXC_TRY(only_utf8(dataset));
  TextOptions options;
  ADXC_LET(delimiter, character(dataset, "columnDelimiter", ","));
  ADXC_LET(quote, character(dataset, "quoteChar", "\""));
  ADXC_LET(escape, character(dataset, "escapeChar", "\\"));
  ADXC_LET(end, row_end(dataset));
  options.dialect = {delimiter, quote, escape, end};
  ADXC_TRY(check_dialect(options.dialect));
  options.header = plan::flag(dataset, "firstRowAsHeader");
  options.null_value = plan::text(dataset, "nullValue");
  return options;
}

class TextSource final : public rows::RowSource {
 public:
  TextSource(CsvReader reader, TextOptions options)
      : reader_(std::move(reader)), options_(std::move(options)) {}

  /// Reads as far as the names of the columns need.
  Result<void> begin(std::uint64_t skipped_lines) {
    ADXC_TRY(reader_.skip_lines(skipped_lines));
    ADXC_LET(there, reader_.next());
    if (!there) return {};
    if (options_.header) return read_header();
    for (std::size_t i = 0; i < reader_.fields(); ++i) {
      schema_.push_back({fmt::format("Prop_{}", i), ScalarType::String});
    }
    waiting_ = true;
    return {};
  }

  const rows::Schema& schema() const override { return schema_; }
  bool can_go_on() const override { return can_go_on_; }

  Result<bool> next(rows::Batch& batch) override {
    batch.clear(schema_.size());
    batch.set_file(reader_.file());
    while (!batch.full()) {
      ADXC_LET(more, next_row(batch));
      if (!more) break;
    }
    if (batch.rows() > 0 || !error_) return batch.rows() > 0;
    can_go_on_ = error_->kind == ErrorKind::Data && !reader_.torn();
    return tl::make_unexpected(std::move(*std::exchange(error_, std::nullopt)));
  }

 private:
  /// Adds a row; false at the end, or when there is trouble to report first.
  Result<bool> next_row(rows::Batch& batch) {
    if (error_) return false;
    while (true) {
      const Result<bool> more = read_record();
      if (!more) error_ = more.error();
      if (!more || !*more) return false;
      // An empty line is a row only where it can be one: a null in a single column.
      if (!reader_.blank() || schema_.size() == 1) break;
    }
    if (reader_.fields() != schema_.size()) {
      error_ = wrong_width();
      return false;
    }
    add_row(batch);
    return true;
  }

  Result<bool> read_record() {
    if (!std::exchange(waiting_, false)) return reader_.next();
    return true;
  }

  void add_row(rows::Batch& batch) {
    for (std::size_t i = 0; i < reader_.fields(); ++i) {
      const encoding::CsvField field = reader_.field(i);
      if (!field.quoted && field.text == options_.null_value) {
        batch.add_null();
      } else {
        batch.add(field.text);
      }
    }
    batch.end_row(reader_.line());
  }

  Error wrong_width() const {
    return fail(ErrorKind::Data,
                fmt::format("{}: the row has {} fields, {} has {}", reader_.place(),
                            reader_.fields(), options_.header ? "the header" : "the first row",
                            schema_.size()))
        .value();
  }

  Result<void> read_header() {
    while (reader_.blank()) {
      ADXC_LET(more, reader_.next());
      if (!more) return {};
    }
    std::map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < reader_.fields(); ++i) {
      const std::string_view name = reader_.field(i).text;
      const auto [other, fresh] = seen.emplace(name, i);
      if (!name.empty() && fresh) {
        schema_.push_back({std::string(name), ScalarType::String});
        continue;
      }
      const std::string trouble =
          name.empty() ? "has no name"
                       : fmt::format("is called `{}`, like column {}", name, other->second + 1);
      return fail(ErrorKind::Data,
                  fmt::format("{}: column {} {}", reader_.place(), i + 1, trouble));
    }
    return {};
  }

  CsvReader reader_;
  TextOptions options_;
  rows::Schema schema_;
  bool waiting_ = false;  // the first record was read to count columns and is not handed on yet
  std::optional<Error> error_;  // to be reported once the rows in front of it are handed on
  bool can_go_on_ = false;
};

class TextSink final : public rows::RowSink {
 public:
  TextSink(std::unique_ptr<ByteSink> bytes, rows::Schema schema, TextOptions options,
           bool quote_all)
      : bytes_(std::move(bytes)),
        schema_(std::move(schema)),
        options_(std::move(options)),
        quote_all_(quote_all),
        writer_(options_.dialect) {}

  const rows::Schema& schema() const override { return schema_; }

  Result<void> write(const rows::Batch& batch) override {
    ADXC_TRY(begin());
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      for (std::size_t column = 0; column < batch.columns(); ++column) {
        ADXC_TRY(add(batch.at(row, column), schema_[column].name));
      }
      writer_.end_record();
      if (writer_.text().size() >= kWriteBytes) ADXC_TRY(flush());
    }
    return {};
  }

  Result<void> finish() override {
    ADXC_TRY(begin());
    ADXC_TRY(flush());
    return bytes_->finish();
  }

 private:
  Result<void> begin() {
    if (std::exchange(begun_, true) || !options_.header || schema_.empty()) return {};
    for (const rows::Column& column : schema_) {
      if (!writer_.add(column.name, quote_all_)) return needs_quotes(column.name);
    }
    writer_.end_record();
    return {};
  }

  Result<void> add(const rows::Cell& cell, const std::string& column) {
    if (cell.null) {
      writer_.add_raw(options_.null_value);
      return {};
    }
    if (writer_.add(cell.text, quote_all_ || cell.text == options_.null_value)) return {};
    return needs_quotes(column);
  }

  tl::unexpected<Error> needs_quotes(const std::string& column) const {
    return fail(ErrorKind::Data,
                fmt::format("a text of the column `{}` holds a delimiter or a line "
                            "end, and the dataset's `quoteChar` is empty",
                            column));
  }

  Result<void> flush() {
    const Result<void> written = bytes_->write(writer_.text());
    writer_.clear();
    return written;
  }

  std::unique_ptr<ByteSink> bytes_;
  rows::Schema schema_;
  TextOptions options_;
  bool quote_all_;
  bool begun_ = false;
  CsvWriter writer_;
};

Result<std::unique_ptr<rows::RowSource>> read(std::unique_ptr<ByteSource> bytes, std::string file,
                                              const Use& use) {
  ADXC_TRY(
      only_known_format_settings(use.use, {"formatSettings.type", "formatSettings.skipLineCount"}));
  ADXC_LET(options, options_of(use.dataset));
  const std::int64_t skipped = plan::number(use.use, "formatSettings.skipLineCount");
  ADXC_LET(text, unpacked(std::move(bytes), file, plan::text(use.dataset, "compressionCodec")));
  CsvReader reader(std::move(text), std::move(file), options.dialect);
  auto source = std::make_unique<TextSource>(std::move(reader), std::move(options));
  ADXC_TRY(source->begin(skipped < 0 ? 0 : static_cast<std::uint64_t>(skipped)));
  return source;
}

Result<std::unique_ptr<rows::RowSink>> write(std::unique_ptr<ByteSink> bytes,
                                             const rows::Schema& schema, const Use& use) {
  ADXC_TRY(only_known_format_settings(
      use.use,
      {"formatSettings.type", "formatSettings.quoteAllText", "formatSettings.fileExtension"}));
  ADXC_LET(options, options_of(use.dataset));
  ADXC_LET(text, packed(std::move(bytes), plan::text(use.dataset, "compressionCodec"),
                        plan::text(use.dataset, "compressionLevel")));
  const bool quote_all = plan::flag(use.use, "formatSettings.quoteAllText");
  return std::make_unique<TextSink>(std::move(text), schema, std::move(options), quote_all);
}

}  // namespace

extern const Format delimited_text;
const Format delimited_text = {"DelimitedText", ".csv", false, read, write};

}  // namespace adxc::formats

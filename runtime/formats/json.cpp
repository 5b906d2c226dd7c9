// The dataset type Json: objects one after the other, or one array of them.
//
// Columns. Without a mapping they are the properties of the first objects (kSampleObjects of them,
// or kSampleBytes), in the order they are met; a property that first turns up later is an error.
// With a mapping they are what it names, and everything else is passed over.
//
// Types follow from the same objects: numbers are decimal, so that none loses a digit whatever
// comes later; objects and arrays are dynamic, and so is what is sometimes one; true and false are
// bool; all else, mixtures too, is string and takes every value. A value that does not fit is an
// error.
#include <array>
#include <deque>
#include <optional>

#include <fmt/format.h>

#include "runtime/encoding/json_picker.h"
#include "runtime/encoding/json_records.h"
#include "runtime/formats/format.h"
#include "runtime/formats/plain_text.h"
#include "runtime/rows/json_text.h"
#include "runtime/rows/value.h"

namespace adxc::formats {
namespace {

using encoding::JsonField;
using encoding::JsonKind;

constexpr std::size_t kSampleObjects = 1'000;
constexpr std::size_t kSampleBytes = std::size_t{1} << 20;

struct Object {
  std::vector<JsonField> values;  // may be shorter than the columns; the rest is null
  std::uint64_t line = 0;
  std::optional<Error> error;
  bool can_go_on = true;  // behind the error
};

/// The type for a column in which these kinds were seen.
ScalarType type_for(const std::array<bool, 5>& seen) {
  const auto has = [&seen](JsonKind kind) {
    return seen[static_cast<std::size_t>(kind)];
  };
  if (has(JsonKind::Tree)) return ScalarType::Dynamic;
  if (has(JsonKind::String) || has(JsonKind::Bool) == has(JsonKind::Number)) {
    return ScalarType::String;
  }
  return has(JsonKind::Bool) ? ScalarType::Bool : ScalarType::Decimal;
}

/// A JSON number as a decimal; one with more digits than that is rounded as a real.
std::optional<std::string> number_text(const std::string& text) {
  if (auto exact = rows::canonical(ScalarType::Decimal, text)) return exact;
  return rows::canonical(ScalarType::Real, text);
}

std::string dynamic_text(const JsonField& value) {
  if (value.kind != JsonKind::String) return value.text;
  std::string quoted;
  rows::append_json_string(quoted, value.text);
  return quoted;
}

/// The cell for a value that is not null; nothing when it does not fit.
std::optional<std::string> cell_text(const JsonField& value, ScalarType type) {
  switch (type) {
    case ScalarType::Dynamic: return dynamic_text(value);
    case ScalarType::Decimal:
      return value.kind == JsonKind::Number ? number_text(value.text) : std::nullopt;
    case ScalarType::Bool:
      return value.kind == JsonKind::Bool ? std::optional(value.text) : std::nullopt;
    default: return value.text;
  }
}

class JsonSource final : public rows::RowSource {
 public:
  explicit JsonSource(encoding::JsonRecords records) : records_(std::move(records)) {}

  /// Reads the first objects and decides columns and types.
  Result<void> begin(const std::vector<plan::ColumnMap>* mapping) {
    chosen_ = mapping != nullptr && !mapping->empty();
    if (chosen_) ADXC_TRY(choose(*mapping));
    std::size_t bytes = 0;
    while (sample_.size() < kSampleObjects && bytes < kSampleBytes) {
      Object object;
      if (!read(object)) break;
      bytes += records_.text().size();
      sample_.push_back(std::move(object));
      if (!sample_.back().can_go_on) break;
    }
    picker_.fix();
    decide_types();
    return {};
  }

  const rows::Schema& schema() const override { return schema_; }
  bool can_go_on() const override { return can_go_on_; }

  Result<bool> next(rows::Batch& batch) override {
    batch.clear(schema_.size());
    batch.set_file(records_.file());
    while (!batch.full() && !error_) {
      if (!take_next()) break;
      add_row(batch);
    }
    if (batch.rows() > 0 || !error_) return batch.rows() > 0;
    can_go_on_ = current_.can_go_on;
    return tl::make_unexpected(std::move(*std::exchange(error_, std::nullopt)));
  }

 private:
  /// Errors (Unsupported) with a column that has neither name nor path.
  Result<void> choose(const std::vector<plan::ColumnMap>& mapping) {
    for (const plan::ColumnMap& map : mapping) {
      if (!map.source_path.empty()) {
        ADXC_TRY(picker_.choose_path(map.source_path));
      } else if (!map.source_name.empty()) {
        picker_.choose_property(map.source_name);
      } else {
        return fail(ErrorKind::Unsupported,
                    fmt::format("the mapping takes column {} of a JSON source; properties have "
                                "names, not numbers",
                                map.source_ordinal));
      }
    }
    return {};
  }

  /// Reads one object, or what is wrong with it; false at the end.
  bool read(Object& object) {
    object.error.reset();
    object.can_go_on = true;
    const auto more = records_.next();
    if (!more) {
      object.error = more.error();
      object.can_go_on = false;
      return true;
    }
    if (!*more) return false;
    object.line = records_.line();
    auto picked = picker_.pick(records_.text(), object.values);
    if (!picked) {
      object.error = std::move(picked).error();
      object.error->message = fmt::format("{}: {}", records_.place(), object.error->message);
      object.can_go_on = object.error->kind == ErrorKind::Data;
    }
    return true;
  }

  void decide_types() {
    std::vector<std::array<bool, 5>> seen(picker_.columns().size());
    for (const Object& object : sample_) {
      for (std::size_t i = 0; i < object.values.size() && !object.error; ++i) {
        seen[i][static_cast<std::size_t>(object.values[i].kind)] = true;
      }
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
      schema_.push_back({picker_.columns()[i], type_for(seen[i])});
    }
  }

  bool take_next() {
    if (sample_.empty()) return read(current_);
    current_ = std::move(sample_.front());
    sample_.pop_front();
    return true;
  }

  void add_row(rows::Batch& batch) {
    error_ = current_.error;
    for (std::size_t i = 0; i < schema_.size() && !error_; ++i) {
      const bool null = i >= current_.values.size() || current_.values[i].kind == JsonKind::Null;
      const auto text = null ? "" : cell_text(current_.values[i], schema_[i].type);
      if (null) {
        batch.add_null();
      } else if (text) {
        batch.add(*text);
      } else {
        error_ = misfit(current_.values[i], schema_[i]);
      }
    }
    if (error_) {
      batch.abandon_row();
    } else {
      batch.end_row(current_.line);
    }
  }

  Error misfit(const JsonField& value, const rows::Column& column) const {
    const JsonKind wanted = column.type == ScalarType::Bool ? JsonKind::Bool : JsonKind::Number;
    const std::string trouble =
        value.kind == wanted ? fmt::format("is {}, larger than any number", shortened(value.text))
                             : fmt::format("is {}, in the first objects it was {}",
                                           phrase(value.kind), phrase(wanted));
    return fail(ErrorKind::Data, fmt::format("`{}`, line {}: `{}` {}", records_.file(),
                                             current_.line, column.name, trouble))
        .value();
  }

  encoding::JsonRecords records_;
  encoding::JsonPicker picker_;
  bool chosen_ = false;  // a mapping names the columns
  std::deque<Object> sample_;
  Object current_;
  rows::Schema schema_;
  std::optional<Error> error_;  // to be reported once the rows in front of it are handed on
  bool can_go_on_ = false;
};

class JsonSink final : public rows::RowSink {
 public:
  JsonSink(std::unique_ptr<ByteSink> bytes, rows::Schema schema, bool array)
      : bytes_(std::move(bytes)), schema_(std::move(schema)), array_(array) {
    for (const rows::Column& column : schema_) {
      rows::append_json_string(names_.emplace_back(), column.name);
    }
    if (array_) text_ = "[";
  }

  const rows::Schema& schema() const override { return schema_; }

  Result<void> write(const rows::Batch& batch) override {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      if (array_) text_ += std::exchange(first_, false) ? "\n" : ",\n";
      add_object(batch, row);
      if (!array_) text_ += '\n';
      if (text_.size() >= kWriteBytes) ADXC_TRY(flush());
    }
    return {};
  }

  Result<void> finish() override {
    if (array_) text_ += first_ ? "]\n" : "\n]\n";
    ADXC_TRY(flush());
    return bytes_->finish();
  }

 private:
  void add_object(const rows::Batch& batch, std::size_t row) {
    text_ += '{';
    for (std::size_t column = 0; column < schema_.size(); ++column) {
      if (column > 0) text_ += ',';
      text_ += names_[column];
      text_ += ':';
      add_value(batch.at(row, column), schema_[column].type);
    }
    text_ += '}';
  }

  void add_value(const rows::Cell& cell, ScalarType type) {
    if (cell.null) {
      text_ += "null";
    } else if (is_bare(cell.text, type)) {
      text_ += cell.text;
    } else {
      rows::append_json_string(text_, cell.text);
    }
  }

  /// True for a value that is JSON as it stands. Reals have three that JSON cannot say; a dynamic
  /// cell is JSON by the promise of Batch.
  static bool is_bare(std::string_view text, ScalarType type) {
    if (type == ScalarType::Real) return !text.ends_with('N') && !text.ends_with('y');
    return type == ScalarType::Bool || type == ScalarType::Dynamic || is_numeric(type);
  }

  Result<void> flush() {
    const Result<void> written = bytes_->write(text_);
    text_.clear();
    return written;
  }

  std::unique_ptr<ByteSink> bytes_;
  rows::Schema schema_;
  bool array_;
  bool first_ = true;
  std::vector<std::string> names_;  // with quotes and escapes
  std::string text_;
};

Result<void> check_settings(const Use& use, std::initializer_list<std::string_view> known) {
  ADXC_TRY(
      plan::only_known(use.dataset, "the dataset",
                       {"location.", "encodingName", "compression.type", "compression.level"}));
  ADXC_TRY(only_utf8(use.dataset));
  return only_known_format_settings(use.use, known);
}

Result<std::unique_ptr<rows::RowSource>> read(std::unique_ptr<ByteSource> bytes, std::string file,
                                              const Use& use) {
  ADXC_TRY(check_settings(use, {"formatSettings.type"}));
  ADXC_LET(text, unpacked(std::move(bytes), file, plan::text(use.dataset, "compression.type")));
  auto source =
      std::make_unique<JsonSource>(encoding::JsonRecords(std::move(text), std::move(file)));
  ADXC_TRY(source->begin(use.mapping));
  return source;
}

Result<std::unique_ptr<rows::RowSink>> write(std::unique_ptr<ByteSink> bytes,
                                             const rows::Schema& schema, const Use& use) {
  ADXC_TRY(check_settings(use, {"formatSettings.type", "formatSettings.filePattern"}));
  const std::string pattern = plan::text(use.use, "formatSettings.filePattern", "setOfObjects");
  const bool array = equal_fold(pattern, "arrayOfObjects");
  if (!array && !equal_fold(pattern, "setOfObjects")) {
    return fail(
        ErrorKind::Unsupported,
        fmt::format("`filePattern` is `{}`; adxc knows setOfObjects and arrayOfObjects", pattern));
  }
  ADXC_LET(text, packed(std::move(bytes), plan::text(use.dataset, "compression.type"),
                        plan::text(use.dataset, "compression.level")));
  return std::make_unique<JsonSink>(std::move(text), schema, array);
}

}  // namespace

extern const Format json;
const Format json = {"Json", ".json", true, read, write};

}  // namespace adxc::formats

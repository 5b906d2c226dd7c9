// A file that is only text, read and written through a format, with its rows shown as text.
#pragma once

#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "runtime/formats/format.h"

namespace adxc::formats {

class TextFile final : public ByteSource {
 public:
  explicit TextFile(std::string text) : text_(std::move(text)) {}
  Result<std::size_t> read(std::span<char> room) override {
    const std::size_t count = text_.copy(room.data(), room.size(), at_);
    at_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

class TextKept final : public ByteSink {
 public:
  explicit TextKept(std::string& text) : text_(text) {}
  Result<void> write(std::string_view bytes) override {
    text_ += bytes;
    return {};
  }
  Result<void> finish() override { return {}; }

 private:
  std::string& text_;
};

/// Columns as "name:type", then rows "line|cell|cell", null as "~"; errors as their message.
inline std::string shown(rows::RowSource& source) {
  std::string text;
  for (const rows::Column& column : source.schema()) {
    text += column.name + ":" + std::string(name(column.type)) + " ";
  }
  rows::Batch batch;
  for (int calls = 0; calls < 100; ++calls) {
    const auto more = source.next(batch);
    if (!more) text += "\n" + more.error().message + (source.can_go_on() ? "" : " (end)");
    if (!more && !source.can_go_on()) return text;
    if (more && !*more) return text;
    for (std::size_t row = 0; more && row < batch.rows(); ++row) {
      text += "\n" + std::to_string(batch.line(row));
      for (std::size_t i = 0; i < batch.columns(); ++i) {
        const rows::Cell cell = batch.at(row, i);
        text += "|" + (cell.null ? "~" : std::string(cell.text));
      }
    }
  }
  return text;
}

/// What reading `text` gives, see shown(), or the error of opening it.
inline std::string read_as(std::string_view dataset_type, const std::string& text,
                           const plan::Settings& dataset = {}, const plan::Settings& use = {},
                           const std::vector<plan::ColumnMap>* mapping = nullptr) {
  const auto source =
      find(dataset_type)->read(std::make_unique<TextFile>(text), "f", {dataset, use, mapping});
  return source ? shown(**source) : source.error().message;
}

/// What is written for one batch, or the error.
inline std::string write_as(std::string_view dataset_type, const rows::Schema& schema,
                            const rows::Batch& batch, const plan::Settings& dataset = {},
                            const plan::Settings& use = {}) {
  std::string text;
  const auto sink =
      find(dataset_type)->write(std::make_unique<TextKept>(text), schema, {dataset, use});
  if (!sink) return sink.error().message;
  if (const auto written = (*sink)->write(batch); !written) return written.error().message;
  if (const auto finished = (*sink)->finish(); !finished) return finished.error().message;
  return text;
}

}  // namespace adxc::formats

#include "runtime/encoding/result_printer.h"

#include <algorithm>

#include "runtime/encoding/csv.h"
#include "runtime/rows/json_text.h"

namespace adxc::encoding {
namespace {

/// Columns are made as wide as the first so many rows need; later rows may stick out.
constexpr std::size_t kMeasuredRows = 1000;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Line ends inside a cell would break the table apart.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (char c : text) {
    if (c == '\n') {
      line += "\\n";
    } else if (c != '\r') {
      line += c;
    }
  }
  return line;
}

class TextPrinter : public ResultPrinter {
 public:
  explicit TextPrinter(std::ostream& out) : out_(out) {}

  void begin(const rows::Schema& schema) override {
    schema_ = schema;
    std::vector<std::string> names;
    for (const rows::Column& column : schema) names.push_back(on_one_line(column.name));
    held_.push_back(std::move(names));
  }

  void batch(const rows::Batch& batch) override {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      std::vector<std::string> line;
      for (std::size_t column = 0; column < schema_.size(); ++column) {
        line.push_back(on_one_line(batch.at(row, column).text));
      }
      take(std::move(line));
    }
  }

  void end() override { release(); }

 private:
  void take(std::vector<std::string> line) {
    if (!widths_.empty()) {
      print(line);
      return;
    }
    held_.push_back(std::move(line));
    if (held_.size() > kMeasuredRows) release();
  }

  void release() {
    if (!widths_.empty() || schema_.empty()) return;
    widths_.assign(schema_.size(), 0);
    for (const auto& line : held_) {
      for (std::size_t i = 0; i < line.size(); ++i)
        widths_[i] = std::max(widths_[i], characters(line[i]));
    }
    print(held_.front());
    for (std::size_t i = 0; i < widths_.size(); ++i)
      out_ << (i == 0 ? "" : "  ") << std::string(widths_[i], '-');
    out_ << '\n';
    for (std::size_t i = 1; i < held_.size(); ++i) print(held_[i]);
    held_.clear();
  }

  void print(const std::vector<std::string>& line) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::size_t size = characters(line[i]);
      const std::string pad(widths_[i] > size ? widths_[i] - size : 0, ' ');
      text += i == 0 ? "" : "  ";
      text += is_numeric(schema_[i].type) ? pad + line[i] : line[i] + pad;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out_ << text << '\n';
  }

  std::ostream& out_;
  rows::Schema schema_;
  std::vector<std::vector<std::string>> held_;  // the header and rows, until the widths are known
  std::vector<std::size_t> widths_;
};

class CsvPrinter : public ResultPrinter {
 public:
  explicit CsvPrinter(std::ostream& out) : out_(out) {}

  void begin(const rows::Schema& schema) override {
    for (const rows::Column& column : schema) writer_.add(column.name);
    release();
  }
  void batch(const rows::Batch& batch) override {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      for (std::size_t column = 0; column < batch.columns(); ++column) {
        const rows::Cell cell = batch.at(row, column);
        // An empty string is told from null by its quotes, as in Kusto's own CSV.
        writer_.add(cell.text, !cell.null && cell.text.empty());
      }
      release();
    }
  }
  void end() override {}

 private:
  void release() {
    writer_.end_record();
    out_ << writer_.text();
    writer_.clear();
  }

  std::ostream& out_;
  CsvWriter writer_{CsvDialect{.row_end = "\n"}};
};

class JsonLinesPrinter : public ResultPrinter {
 public:
  explicit JsonLinesPrinter(std::ostream& out) : out_(out) {}

  void begin(const rows::Schema& schema) override { schema_ = schema; }
  void batch(const rows::Batch& batch) override {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      std::string line;
      for (std::size_t column = 0; column < schema_.size(); ++column) {
        line += column == 0 ? '{' : ',';
        rows::append_json_string(line, schema_[column].name);
        line += ':';
        rows::append_json_cell(line, schema_[column].type, batch.at(row, column));
      }
      out_ << line << "}\n";
    }
  }
  void end() override {}

 private:
  std::ostream& out_;
  rows::Schema schema_;
};

}  // namespace

std::unique_ptr<ResultPrinter> ResultPrinter::make(ResultForm form, std::ostream& out) {
  switch (form) {
    case ResultForm::Text: return std::make_unique<TextPrinter>(out);
    case ResultForm::Csv: return std::make_unique<CsvPrinter>(out);
    case ResultForm::JsonLines: return std::make_unique<JsonLinesPrinter>(out);
  }
  return nullptr;
}

}  // namespace adxc::encoding

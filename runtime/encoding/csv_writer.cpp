#include <algorithm>

#include "compiler/base/assert.h"
#include "runtime/encoding/csv.h"

namespace adxc::encoding {

CsvWriter::CsvWriter(CsvDialect dialect) : dialect_(std::move(dialect)) {
  if (dialect_.row_end.empty()) dialect_.row_end = "\r\n";
  const auto mark = [this](char c) {
    special_[static_cast<unsigned char>(c)] = true;
  };
  mark('\r');
  mark('\n');
  mark(dialect_.delimiter);
  if (dialect_.quote != '\0') mark(dialect_.quote);
  for (const char c : dialect_.row_end) mark(c);
}

bool CsvWriter::needs_quotes(std::string_view text) const {
  return std::any_of(text.begin(), text.end(),
                     [this](char c) { return special_[static_cast<unsigned char>(c)]; });
}

bool CsvWriter::add(std::string_view text, bool quoted) {
  if (dialect_.quote == '\0') {
    if (needs_quotes(text)) return false;
    quoted = false;
  }
  separate();
  if (quoted || needs_quotes(text)) {
    add_quoted(text);
  } else {
    text_ += text;
  }
  return true;
}

void CsvWriter::add_raw(std::string_view text) {
  separate();
  text_ += text;
}

void CsvWriter::add_quoted(std::string_view text) {
  const char escape = dialect_.escape == '\0' ? dialect_.quote : dialect_.escape;
  text_ += dialect_.quote;
  for (const char c : text) {
    if (c == dialect_.quote || c == escape) text_ += escape;
    text_ += c;
  }
  text_ += dialect_.quote;
}

void CsvWriter::separate() {
  if (!first_) text_ += dialect_.delimiter;
  first_ = false;
}

void CsvWriter::end_record() {
  ADXC_ASSERT(!first_);
  text_ += dialect_.row_end;
  first_ = true;
}

}  // namespace adxc::encoding

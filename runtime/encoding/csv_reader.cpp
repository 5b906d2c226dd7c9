#include <algorithm>
#include <cstring>
#include <simdjson.h>

#include <fmt/format.h>

#include "runtime/encoding/csv.h"

namespace adxc::encoding {
namespace {

/// Bytes asked of the source at once; the buffer grows beyond when a record is longer.
constexpr std::size_t kReadBytes = std::size_t{128} << 10;

std::size_t index(char c) {
  return static_cast<unsigned char>(c);
}

}  // namespace

CsvReader::CsvReader(std::unique_ptr<ByteSource> bytes, std::string file, CsvDialect dialect)
    : bytes_(std::move(bytes)), file_(std::move(file)), dialect_(std::move(dialect)) {
  stops_[index(dialect_.delimiter)] = true;
  for (const char c : dialect_.row_end.empty() ? "\r\n" : dialect_.row_end) stops_[index(c)] = true;
}

std::string CsvReader::place() const {
  return fmt::format("`{}`, line {}", file_, record_line_);
}

tl::unexpected<Error> CsvReader::bad(std::string_view what) const {
  return fail(ErrorKind::Data, fmt::format("{}: {}", place(), what));
}

CsvField CsvReader::field(std::size_t i) const {
  const Slice& slice = fields_[i];
  return {std::string_view(buffer_).substr(begin_ + slice.begin, slice.size), slice.quoted};
}

/// Makes sure that a byte stands at at_; false at the end of the source.
Result<bool> CsvReader::more() {
  if (at_ < end_) return true;
  if (finished_) return false;
  if (end_ - begin_ > kMaxRecordBytes) {
    return fail(ErrorKind::Limit,
                fmt::format("{}: the record is longer than {} MiB; a quote may be missing", place(),
                            kMaxRecordBytes >> 20));
  }
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  at_ -= begin_;
  end_ -= begin_;
  begin_ = 0;
  if (buffer_.size() - end_ < kReadBytes)
    buffer_.resize(std::max(2 * buffer_.size(), 2 * kReadBytes));
  ADXC_LET(count, bytes_->read(std::span(buffer_).subspan(end_)));
  end_ += count;
  finished_ = count == 0;
  return !finished_;
}

/// Passes over a UTF-8 byte order mark; one of UTF-16 is an error. False at the end.
Result<bool> CsvReader::skip_mark() {
  started_ = true;
  record_line_ = 1;
  for (const char mark : {'\xEF', '\xBB', '\xBF'}) {
    ADXC_LET(there, more());
    const char c = there ? buffer_[at_] : '\0';
    if (at_ == 0 && (c == '\xFF' || c == '\xFE')) {
      return bad("the bytes are not UTF-8; they begin like UTF-16");
    }
    if (c != mark) {
      at_ = 0;
      break;
    }
    ++at_;
  }
  begin_ = at_;
  return more();
}

Result<void> CsvReader::skip_lines(std::uint64_t count) {
  if (!started_) ADXC_TRY(skip_mark());
  while (count > 0) {
    begin_ = at_;
    record_line_ = line_;
    ADXC_LET(there, more());
    if (!there) return {};
    bool empty = true;
    while (true) {
      ADXC_LET(end, at_row_end());
      if (end) break;
      empty = false;
      ++at_;
    }
    ADXC_TRY(take_row_end());
    if (!empty) --count;
  }
  return {};
}

Result<bool> CsvReader::next() {
  fields_.clear();
  if (!started_) ADXC_TRY(skip_mark());
  begin_ = at_;
  record_line_ = line_;
  ADXC_LET(there, more());
  if (!there) return false;
  ADXC_TRY(read_record());
  ADXC_TRY(check_bytes());
  for (Slice& slice : fields_) {
    if (slice.escaped) unescape(slice);
  }
  return true;
}

Result<void> CsvReader::read_record() {
  while (true) {
    ADXC_LET(there, more());
    const bool quoted = there && dialect_.quote != '\0' && buffer_[at_] == dialect_.quote;
    ADXC_TRY(quoted ? read_quoted() : read_plain());
    ADXC_LET(end, at_row_end());
    if (end) break;
    ++at_;  // the delimiter
  }
  return take_row_end();
}

/// Reads up to the next delimiter or row end.
Result<void> CsvReader::read_plain() {
  Slice slice;
  slice.begin = at_ - begin_;
  while (true) {
    ADXC_LET(there, more());
    if (!there) break;
    while (at_ < end_ && !stops_[index(buffer_[at_])]) ++at_;
    if (at_ == end_) continue;
    if (buffer_[at_] == dialect_.delimiter) break;
    ADXC_LET(end, at_row_end());
    if (end) break;
    ++at_;  // half of a "\r\n" alone is text
  }
  slice.size = at_ - begin_ - slice.begin;
  return add_field(slice);
}

Result<void> CsvReader::read_quoted() {
  Slice slice;
  slice.quoted = true;
  slice.begin = ++at_ - begin_;
  ADXC_TRY(read_quoted_rest(slice));
  slice.size = at_ - begin_ - slice.begin;
  ++at_;  // the closing quote
  ADXC_TRY(end_quoted(slice));
  return add_field(slice);
}

/// Goes to the closing quote.
Result<void> CsvReader::read_quoted_rest(Slice& slice) {
  const char quote = dialect_.quote;
  while (true) {
    ADXC_LET(there, more());
    torn_ = !there;
    if (torn_) return bad("a quote is opened and never closed");
    const char c = buffer_[at_];
    if (c == quote || c == dialect_.escape) {
      ++at_;
      ADXC_LET(follows, more());
      const char after = follows ? buffer_[at_] : '\0';
      const bool pair = after == quote || (c != quote && after == dialect_.escape);
      if (!follows || !pair) {
        if (c != quote) continue;
        --at_;
        return {};
      }
      slice.escaped = true;
    } else if (c == '\n') {
      ++line_;
    }
    ++at_;
  }
}

/// Behind the closing quote only a delimiter, a row end or the end may stand.
Result<void> CsvReader::end_quoted(const Slice& slice) {
  ADXC_LET(end, at_row_end());
  if (end || buffer_[at_] == dialect_.delimiter) return {};
  const std::string_view text = std::string_view(buffer_).substr(begin_ + slice.begin, slice.size);
  auto error = bad(fmt::format("text stands behind the closing quote of field {} (`{}`)",
                               fields_.size() + 1, text.substr(0, 40)));
  pass_over_record();
  return error;
}

/// True at the end of the record: `row_end`, or the end of the source.
Result<bool> CsvReader::at_row_end() {
  ADXC_LET(there, more());
  if (!there) return true;
  const std::string& wanted = dialect_.row_end;
  if (wanted.empty()) return buffer_[at_] == '\n' || buffer_[at_] == '\r';
  if (buffer_[at_] != wanted[0]) return false;
  if (wanted.size() == 1) return true;
  ++at_;
  ADXC_LET(follows, more());
  const bool whole = follows && buffer_[at_] == wanted[1];
  --at_;
  return whole;
}

/// Passes over the row end that at_row_end() found.
Result<void> CsvReader::take_row_end() {
  ++line_;
  ADXC_LET(there, more());
  if (!there) return {};
  const bool may_pair = dialect_.row_end.size() != 1 && buffer_[at_] == '\r';
  ++at_;
  if (!may_pair) return {};
  ADXC_LET(follows, more());
  if (follows && buffer_[at_] == '\n') ++at_;
  return {};
}

Result<void> CsvReader::add_field(Slice slice) {
  if (fields_.size() == kMaxFields) {
    return fail(ErrorKind::Limit,
                fmt::format("{}: the record has more than {} fields", place(), kMaxFields));
  }
  fields_.push_back(slice);
  return {};
}

Result<void> CsvReader::check_bytes() {
  const std::string_view record = std::string_view(buffer_).substr(begin_, at_ - begin_);
  if (record.find('\0') != record.npos) {
    return bad("the record holds a NUL byte; the file may be UTF-16 or no text at all");
  }
  if (!simdjson::validate_utf8(record.data(), record.size())) {
    return bad("the record holds bytes that are not UTF-8");
  }
  return {};
}

/// Takes the escapes out where the field stands; it only gets shorter.
void CsvReader::unescape(Slice& slice) {
  char* const text = buffer_.data() + begin_ + slice.begin;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < slice.size; ++i) {
    const char c = text[i];
    const char after = i + 1 < slice.size ? text[i + 1] : '\0';
    const bool quote_pair =
        after == dialect_.quote && (c == dialect_.quote || c == dialect_.escape);
    const bool escape_pair = c == dialect_.escape && after == dialect_.escape;
    if (i + 1 < slice.size && (quote_pair || escape_pair)) ++i;
    text[kept++] = text[i];
  }
  slice.size = kept;
}

/// Goes behind the next row end, so that reading can go on there. Trouble of the source is left for
/// the next call to find.
void CsvReader::pass_over_record() {
  while (true) {
    const auto end = at_row_end();
    if (!end) return;
    if (*end) break;
    ++at_;
  }
  (void)take_row_end();
}

}  // namespace adxc::encoding

// Delimited text, record by record. It knows fields and quotes; what a header is, or which text
// stands for null, is its user's business.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/base/stream.h"

namespace adxc::encoding {

/// How fields and records are told apart. The default is RFC 4180.
struct CsvDialect {
  char delimiter = ',';
  char quote = '"';  // '\0': none; fields then hold neither delimiters nor line ends
  /// Inside a quoted field it takes the meaning off a following quote or escape; a doubled quote is
  /// read as a quote whatever this is.
  char escape = '"';
  /// What ends a record: one character, "\r\n", or "" for any of \r\n, \n and \r (read) and \r\n
  /// (written).
  std::string row_end;
};

/// Bytes of one record, and fields in it, at most.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxFields = 10'000;

struct CsvField {
  std::string_view text;
  bool quoted = false;
};

/// Reads records from UTF-8 bytes; a byte order mark is passed over. Errors name `file` and the
/// line: Data for a quote that never closes, text behind a closing quote, bytes that are not UTF-8
/// and NUL; Limit for what exceeds the limits above. After a Data error the next call goes on with
/// the record behind it, unless torn().
class CsvReader {
 public:
  CsvReader(std::unique_ptr<ByteSource> bytes, std::string file, CsvDialect dialect = {});

  /// Passes over lines that are not empty, and the empty ones before them. Quotes mean nothing
  /// here.
  Result<void> skip_lines(std::uint64_t count);

  /// The next record; false at the end. An empty line is a record of one empty field.
  Result<bool> next();

  std::size_t fields() const { return fields_.size(); }
  /// Valid until the next call of next().
  CsvField field(std::size_t index) const;
  /// True for an empty line.
  bool blank() const { return fields_.size() == 1 && fields_[0].size == 0 && !fields_[0].quoted; }
  /// True after an error that leaves no telling where the next record begins.
  bool torn() const { return torn_; }
  /// Line of the record's first byte, from 1. Lines are what `row_end` ends, and line feeds inside
  /// quotes.
  std::uint64_t line() const { return record_line_; }
  const std::string& file() const { return file_; }
  /// "`a.csv`, line 7"
  std::string place() const;

 private:
  struct Slice {
    std::size_t begin = 0;  // from the begin of the record
    std::size_t size = 0;
    bool quoted = false;
    bool escaped = false;  // still holds escapes
  };

  Result<bool> more();
  Result<bool> skip_mark();
  Result<void> read_record();
  Result<void> read_plain();
  Result<void> read_quoted();
  Result<void> read_quoted_rest(Slice& slice);
  Result<void> end_quoted(const Slice& slice);
  Result<bool> at_row_end();
  Result<void> take_row_end();
  Result<void> add_field(Slice slice);
  Result<void> check_bytes();
  void unescape(Slice& slice);
  void pass_over_record();
  tl::unexpected<Error> bad(std::string_view what) const;

  std::unique_ptr<ByteSource> bytes_;
  std::string file_;
  CsvDialect dialect_;
  std::array<bool, 256> stops_{};  // bytes that may end a plain field
  std::string buffer_;
  std::size_t begin_ = 0;  // of the record
  std::size_t at_ = 0;     // of what is not yet read
  std::size_t end_ = 0;    // of what the buffer holds
  bool started_ = false;
  bool finished_ = false;  // the source has no more
  bool torn_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t record_line_ = 0;
  std::vector<Slice> fields_;
};

/// Gathers records as text.
class CsvWriter {
 public:
  explicit CsvWriter(CsvDialect dialect = {});

  /// Adds a field, in quotes where it needs them or `quoted` asks for them. False, with nothing
  /// added, when it needs them and the dialect has none.
  bool add(std::string_view text, bool quoted = false);
  /// Adds a field as it stands, without quotes.
  void add_raw(std::string_view text);
  void end_record();

  const std::string& text() const { return text_; }
  void clear() { text_.clear(); }

 private:
  bool needs_quotes(std::string_view text) const;
  void add_quoted(std::string_view text);
  void separate();

  CsvDialect dialect_;
  std::array<bool, 256> special_{};  // bytes that need quotes
  bool first_ = true;                // no field in this record yet
  std::string text_;
};

}  // namespace adxc::encoding

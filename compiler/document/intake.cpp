#include "compiler/document/intake.h"

#include <cstring>

namespace adxc::document {
namespace {

using diag::Severity;

constexpr diag::Kind<std::size_t, std::size_t> kFileTooLarge{
    {"document-too-large", Severity::Error}, "the file has {} bytes, above the limit of {}"};
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<std::uint8_t>(text[at]) : std::uint8_t{0};
}

/// RFC 4627 section 3: the first two characters of JSON are ASCII, so zero bytes among the first
/// four tell the encoding even without a byte order mark. The same goes for our YAML.
std::string_view other_encoding(std::string_view text) {
  const auto begins = [&](std::string_view mark) {
    return text.substr(0, mark.size()) == mark;
  };
  using namespace std::string_view_literals;
  if (begins("\xFF\xFE\0\0"sv)) return "UTF-32 (little endian)";
  if (begins("\0\0\xFE\xFF"sv)) return "UTF-32 (big endian)";
  if (begins("\xFF\xFE"sv)) return "UTF-16 (little endian)";
  if (begins("\xFE\xFF"sv)) return "UTF-16 (big endian)";
  if (text.size() < 4) return "";
  const unsigned zeros = (text[0] == 0 ? 8U : 0U) | (text[1] == 0 ? 4U : 0U) |
                         (text[2] == 0 ? 2U : 0U) | (text[3] == 0 ? 1U : 0U);
  if (zeros == 0b0111) return "UTF-32 (little endian)";
  if (zeros == 0b1110) return "UTF-32 (big endian)";
  if (zeros == 0b0101) return "UTF-16 (little endian)";
  if (zeros == 0b1010) return "UTF-16 (big endian)";
  return "";
}

/// Length of the valid UTF-8 character at `at`, 0 when there is none.
std::size_t character_size(std::string_view text, std::size_t at) {
  const std::uint8_t first = byte_at(text, at);
  const std::uint8_t second = byte_at(text, at + 1);
  const auto tail = [&](std::size_t offset) {
    return (byte_at(text, at + offset) & 0xC0) == 0x80;
  };
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return tail(1) ? 2 : 0;
  if (first < 0xF0) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second >= 0xA0;
    return tail(1) && tail(2) && !overlong && !surrogate ? 3 : 0;
  }
  const bool overlong = first == 0xF0 && second < 0x90;
  const bool beyond = first > 0xF4 || (first == 0xF4 && second >= 0x90);
  return tail(1) && tail(2) && tail(3) && !overlong && !beyond ? 4 : 0;
}

/// Skips bytes below 0x80, eight at a time.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

text::Span stretch(const text::SourceFile& file, std::size_t begin, std::size_t end) {
  return {file.id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::size_t count_not_utf8(std::string_view text, std::size_t from) {
  std::size_t count = 0;
  for (; from != std::string_view::npos; from = find_not_utf8(text, from + 1)) ++count;
  return count;
}

void report_bad_bytes(const text::SourceFile& file, std::size_t first, diag::Rule rule,
                      diag::Sink& sink) {
  const diag::Kind<unsigned> kind{rule, "byte 0x{:02X} is not UTF-8 here; save the file as UTF-8"};
  diag::Diagnostic& finding =
      sink.report(kind, {stretch(file, first, first + 1), ""}, byte_at(file.text, first));
  const std::size_t more = count_not_utf8(file.text, first) - 1;
  if (more > 0)
    finding.notes.push_back(fmt::format("{} more bytes of the file are not UTF-8", more));
}

void report_encoding(const text::SourceFile& file, std::string_view encoding, diag::Rule rule,
                     diag::Sink& sink) {
  const diag::Kind<std::string_view> kind{rule, "the file is written in {}; save it as UTF-8"};
  sink.report(kind, {stretch(file, 0, 0), ""}, encoding);
}

}  // namespace

std::size_t find_not_utf8(std::string_view text, std::size_t from) {
  for (std::size_t at = skip_ascii(text, from); at < text.size(); at = skip_ascii(text, at)) {
    const std::size_t size = character_size(text, at);
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

std::string with_stand_ins(std::string_view text) {
  std::string repaired(text);
  for (std::size_t at = find_not_utf8(repaired); at != std::string_view::npos;
       at = find_not_utf8(repaired, at)) {
    repaired[at] = '_';
  }
  return repaired;
}

Intake::Intake(const text::SourceFile& file, diag::Rule syntax, diag::Sink& sink,
               const Limits& limits)
    : file_(file) {
  if (file.text.size() > limits.bytes) {
    sink.report(kFileTooLarge, {stretch(file, 0, 0), ""}, file.text.size(), limits.bytes);
    return;
  }
  if (const std::string_view encoding = other_encoding(file.text); !encoding.empty()) {
    report_encoding(file, encoding, syntax, sink);
    return;
  }
  if (const std::size_t bad = find_not_utf8(file.text); bad != std::string_view::npos) {
    report_bad_bytes(file, bad, syntax, sink);
    repaired_ = with_stand_ins(file.text);
  }
  begin_ = file.text.starts_with(kByteOrderMark) ? 3 : 0;
  readable_ = true;
}

Document broken_document(const text::SourceFile& file) {
  Document document;
  document.file = &file;
  Node& node = document.nodes.add();
  node.span = node.key_span = stretch(file, 0, 0);
  document.roots.push_back(NodeId{0});
  return document;
}

}  // namespace adxc::document

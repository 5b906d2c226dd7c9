// The part of JsonLexer that reads quoted text and mends missing and surplus quotes.
#include <algorithm>
#include <cstring>

#include "compiler/document/json_lexer.h"
#include "compiler/document/json_string.h"
#include "compiler/document/json_words.h"

namespace adxc::document {
namespace {

using diag::Severity;

constexpr diag::Kind<> kClosingQuote{{"json-syntax", Severity::Error},
                                     "the closing quote of this text is missing"};
constexpr diag::Kind<> kInnerQuote{{"json-syntax", Severity::Error},
                                   "a quote inside text stands alone; write `\\\"`"};
constexpr diag::Kind<> kSingleQuotes{{"json-syntax", Severity::Error},
                                     "text stands in single quotes; JSON wants `\"`"};
constexpr diag::Kind<> kCurlyQuotes{{"json-syntax", Severity::Error},
                                    "text stands in curly quotes; JSON wants `\"`"};

constexpr diag::Kind<std::string_view> kUnknownEscape{
    {"json-syntax", Severity::Error},
    "`{}` is not an escape of JSON; a backslash itself is written `\\\\`"};
constexpr diag::Kind<std::string_view> kShortEscape{
    {"json-syntax", Severity::Error}, "`{}` is cut short; `\\u` wants four hexadecimal digits"};
constexpr diag::Kind<std::string_view> kLoneSurrogate{
    {"json-syntax", Severity::Error},
    "`{}` is one half of a character; a high half (d800 to dbff) and a low half (dc00 to dfff) go "
    "together"};
constexpr diag::Kind<std::string_view, std::string_view> kControlCharacter{
    {"json-syntax", Severity::Error}, "{} inside text; write `{}`"};

constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighs = 0x8080808080808080U;

std::uint64_t zero_bytes(std::uint64_t eight) {
  return (eight - kOnes) & ~eight & kHighs;
}

/// True if one of eight bytes is a quote, a backslash or below 0x20.
bool any_special(std::uint64_t eight) {
  const std::uint64_t below = (eight - kOnes * 0x20) & ~eight & kHighs;
  return (zero_bytes(eight ^ (kOnes * '"')) | zero_bytes(eight ^ (kOnes * '\\')) | below) != 0;
}

bool is_special(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

std::size_t skip_plain(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    if (any_special(eight)) break;
  }
  while (at < text.size() && !is_special(text[at])) ++at;
  return at;
}

bool is_line_break(char c) {
  return c == '\n' || c == '\r';
}

/// “ ” „ ‘ ’, three bytes each.
bool is_curly_quote(std::string_view rest) {
  return rest.size() >= 3 && rest.starts_with("\xE2\x80") &&
         std::string_view("\x98\x99\x9C\x9D\x9E").find(rest[2]) != std::string_view::npos;
}

/// The next quote from `at` on with no backslash before it; npos when there is none.
std::size_t find_quote(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at;
    }
  }
  return std::string_view::npos;
}

/// True if what follows a quote can only follow a closing one.
bool closes_text(std::string_view after) {
  const std::size_t next = after.find_first_not_of(" \t\r\n");
  return next == std::string_view::npos ||
         std::string_view(",:}]").find(after[next]) != std::string_view::npos;
}

/// The same, on one line.
bool closes_line_or_text(std::string_view after) {
  const std::size_t next = after.find_first_not_of(" \t");
  return next == std::string_view::npos ||
         std::string_view(",:}]\r\n").find(after[next]) != std::string_view::npos;
}

}  // namespace

JsonToken JsonLexer::read_string() {
  JsonToken string{JsonTokenKind::String, false, false, false, at_, 0, at_ + 1, 0};
  for (std::size_t at = skip_plain(text_, at_ + 1);; at = skip_plain(text_, at)) {
    if (at >= text_.size()) return unclosed(string, text_.size());
    if (text_[at] == '"') return closed(string, at, 1);
    if (is_line_break(text_[at]) && !line_break_belongs(at)) return unclosed(string, at);
    string.escaped = true;
    at += text_[at] == '\\' ? 2 : 1;
  }
}

JsonToken JsonLexer::closed(JsonToken string, std::size_t quote, std::uint32_t quote_size) {
  string.text_end = static_cast<std::uint32_t>(quote);
  string.end = at_ = string.text_end + quote_size;
  if (text_[string.begin] == '"') check_inner_quote(string);
  return string;
}

JsonToken JsonLexer::unclosed(JsonToken string, std::size_t end) {
  const std::string_view inside = text_.substr(string.text_begin, end - string.text_begin);
  std::size_t size = inside.find_last_not_of(" \t\r\n") + 1;
  if (size > 0 && inside[size - 1] == ',') --size;
  string.end = string.text_end = at_ = string.text_begin + static_cast<std::uint32_t>(size);
  string.faulty = true;
  mistakes_.report(kClosingQuote, string.begin, string.end);
  return string;
}

/// Text over several lines has a quote further down that can only be a closing one; where the next
/// quote opens text, the one of this line was forgotten.
bool JsonLexer::line_break_belongs(std::size_t line_break) {
  if (line_break < known_quote_) return true;
  if (line_break < no_close_until_) return false;
  const std::size_t quote = std::min(find_quote(text_, line_break), text_.size());
  const bool belongs = quote < text_.size() && closes_text(text_.substr(quote + 1));
  (belongs ? known_quote_ : no_close_until_) = quote;
  return belongs;
}

/// `"a == "x" and b"`: something that cannot follow text follows the quote at once.
void JsonLexer::check_inner_quote(JsonToken& string) {
  const std::string_view fine = " \t\r\n,:}]/#\"'";
  if (at_ >= text_.size() || fine.find(text_[at_]) != std::string_view::npos) return;
  const std::string_view inside = view(string);
  const std::size_t last = inside.find_last_not_of(" \t");
  if (last != std::string_view::npos && last > 0 && inside[last] == ':') {
    string = unclosed(string, string.text_begin + last);
    return;
  }
  const std::size_t quote = later_quote(at_);
  if (quote == std::string_view::npos) return;
  mistakes_.report(kInnerQuote, string.text_end, string.end);
  string.faulty = string.mended = true;
  string.text_end = static_cast<std::uint32_t>(quote);
  string.end = at_ = string.text_end + 1;
}

/// The quote on this line that ends the text whose inner quotes have no backslash.
std::size_t JsonLexer::later_quote(std::size_t from) {
  if (from < no_quote_until_) return std::string_view::npos;
  std::size_t at = from;
  for (; at < text_.size() && !is_line_break(text_[at]); ++at) {
    const bool quote = text_[at] == '"' && text_[at - 1] != '\\';
    if (quote && closes_line_or_text(text_.substr(at + 1))) return at;
  }
  no_quote_until_ = at;
  return std::string_view::npos;
}

JsonToken JsonLexer::read_single_quoted() {
  JsonToken string{JsonTokenKind::String, false, true, false, at_, 0, at_ + 1, 0};
  for (std::size_t at = at_ + 1; at < text_.size() && !is_line_break(text_[at]); ++at) {
    if (text_[at] == '\\') {
      ++at;
    } else if (text_[at] == '\'') {
      mistakes_.report(kSingleQuotes, string.begin, static_cast<std::uint32_t>(at + 1));
      return closed(string, at, 1);
    }
  }
  return unclosed(string, std::min(text_.find_first_of("\r\n", at_), text_.size()));
}

bool JsonLexer::begins_curly_quote() const {
  return is_curly_quote(text_.substr(at_));
}

JsonToken JsonLexer::read_curly_quoted() {
  JsonToken string{JsonTokenKind::String, false, false, true, at_, 0, at_ + 3, 0};
  for (std::size_t at = at_ + 3; at < text_.size() && !is_line_break(text_[at]); ++at) {
    if (!is_curly_quote(text_.substr(at))) continue;
    mistakes_.report(kCurlyQuotes, string.begin, static_cast<std::uint32_t>(at + 3));
    return closed(string, at, 3);
  }
  return unclosed(string, std::min(text_.find_first_of("\r\n", at_), text_.size()));
}

std::string JsonLexer::decoded(JsonToken& token) {
  const DecodedString decoded =
      decode_json_string(text_, {mistakes_.file(), token.begin, token.end});
  bool control_reported = false;
  for (const StringFault& fault : decoded.faults) {
    const bool control = fault.kind == StringFaultKind::ControlCharacter;
    if (!control) token.faulty = true;
    if (!control || !control_reported) report(fault);
    control_reported = control_reported || control;
  }
  return std::string(decoded.fragment.text());
}

void JsonLexer::report(const StringFault& fault) {
  const std::string_view spelling = text_.substr(fault.begin, fault.end - fault.begin);
  const auto say = [&](const auto& kind, const auto&... words) {
    mistakes_.report(kind, fault.begin, fault.end, words...);
  };
  switch (fault.kind) {
    case StringFaultKind::UnknownEscape: return say(kUnknownEscape, visible(spelling));
    case StringFaultKind::ShortEscape: return say(kShortEscape, spelling);
    case StringFaultKind::LoneSurrogate: return say(kLoneSurrogate, spelling);
    case StringFaultKind::ControlCharacter: break;
  }
  const auto [name, escape] = control_names(spelling.front());
  say(kControlCharacter, name, escape);
}

}  // namespace adxc::document

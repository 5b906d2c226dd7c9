#include "compiler/kql/lexer.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "compiler/kql/characters.h"

namespace adxc::kql {
namespace {

using std::size_t;

constexpr std::array<std::string_view, 13> kTypedLiterals = {
    "bool",  "date",  "datetime", "decimal", "double", "guid",    "int",
    "int32", "int64", "long",     "real",    "time",   "timespan"};

constexpr std::array<std::string_view, 34> kTimeUnits = {
    "d",       "day",    "days",     "h",           "hour",         "hours",       "hr",
    "hrs",     "m",      "micro",    "micros",      "microsec",     "microsecond", "microseconds",
    "milli",   "millis", "millisec", "millisecond", "milliseconds", "min",         "minute",
    "minutes", "ms",     "nano",     "nanos",       "nanosec",      "nanosecond",  "nanoseconds",
    "s",       "sec",    "second",   "seconds",     "tick",         "ticks"};

constexpr std::array<std::string_view, 6> kBooleans = {"FALSE", "False", "TRUE",
                                                       "True",  "false", "true"};

template <size_t N>
bool among(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

/// Bytes of a blank at the front: ASCII blanks, and the Unicode ones that editors paste.
size_t blank_size(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.starts_with("\xC2\xA0") || text.starts_with("\xC2\x85")) return 2;
  for (const std::string_view wide :
       {"\xE2\x80\x8B", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
        "\xE3\x80\x80", "\xEF\xBB\xBF"}) {
    if (text.starts_with(wide)) return wide.size();
  }
  const bool en_quad_family = text.starts_with("\xE2\x80") && text.size() > 2 &&
                              static_cast<unsigned char>(text[2]) <= 0x8A;
  return en_quad_family ? 3 : 0;
}

/// Bytes of the character at the front, at least 1.
size_t character_size(std::string_view text) {
  size_t size = 1;
  while (size < text.size() && size < 4 && (text[size] & '\xC0') == '\x80') ++size;
  return size;
}

struct Punctuation {
  std::string_view text;
  TokenKind kind;
};

/// Longer spellings first.
constexpr std::array kPunctuation = {
    Punctuation{"..", TokenKind::DotDot},       Punctuation{"<=", TokenKind::LessEqual},
    Punctuation{"<|", TokenKind::CommandPipe},  Punctuation{"<>", TokenKind::NotEqual},
    Punctuation{">=", TokenKind::GreaterEqual}, Punctuation{"==", TokenKind::Equal},
    Punctuation{"=>", TokenKind::Arrow},        Punctuation{"=~", TokenKind::EqualTilde},
    Punctuation{"!=", TokenKind::NotEqual},     Punctuation{"!~", TokenKind::NotEqualTilde},
    Punctuation{"(", TokenKind::OpenParen},     Punctuation{")", TokenKind::CloseParen},
    Punctuation{"[", TokenKind::OpenBracket},   Punctuation{"]", TokenKind::CloseBracket},
    Punctuation{"{", TokenKind::OpenBrace},     Punctuation{"}", TokenKind::CloseBrace},
    Punctuation{"|", TokenKind::Pipe},          Punctuation{".", TokenKind::Dot},
    Punctuation{"+", TokenKind::Plus},          Punctuation{"-", TokenKind::Minus},
    Punctuation{"*", TokenKind::Star},          Punctuation{"/", TokenKind::Slash},
    Punctuation{"%", TokenKind::Percent},       Punctuation{"<", TokenKind::Less},
    Punctuation{">", TokenKind::Greater},       Punctuation{"=", TokenKind::Assign},
    Punctuation{":", TokenKind::Colon},         Punctuation{";", TokenKind::Semicolon},
    Punctuation{",", TokenKind::Comma},         Punctuation{"@", TokenKind::At},
    Punctuation{"?", TokenKind::Question}};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Lexed run() {
    while (skip_trivia()) next();
    add(TokenKind::End, text_.size());
    return std::move(lexed_);
  }

 private:
  char peek(size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  std::string_view rest() const { return text_.substr(at_); }

  void add(TokenKind kind, size_t end) {
    lexed_.tokens.push_back(
        {kind, {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)}});
    at_ = end;
  }

  void report(size_t begin, size_t end, std::string message) {
    lexed_.errors.push_back(
        {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(message)});
  }

  /// False at the end of the text.
  bool skip_trivia() {
    while (at_ < text_.size()) {
      if (const size_t blank = blank_size(rest()); blank > 0) {
        at_ += blank;
      } else if (rest().starts_with("//") || text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return true;
      }
    }
    return false;
  }

  void next() {
    if (const auto quote = string_start(at_)) return string(*quote);
    if (is_digit(text_[at_])) return number();
    if (is_name_start(text_[at_])) return word();
    if (text_[at_] == '!' && is_letter(peek(at_ + 1))) return add(TokenKind::Word, operator_end());
    punctuation();
  }

  void punctuation() {
    for (const auto& [spelling, kind] : kPunctuation) {
      if (rest().starts_with(spelling)) return add(kind, at_ + spelling.size());
    }
    const size_t end = at_ + character_size(rest());
    report(at_, end, fmt::format("`{}` is no part of the language", text_.substr(at_, end - at_)));
    add(TokenKind::Bad, end);
  }

  size_t name_end(size_t at) const {
    while (at < text_.size() && is_name_part(text_[at])) ++at;
    return at;
  }

  size_t digits_end(size_t at) const {
    while (is_digit(peek(at))) ++at;
    return at;
  }

  /// End of `!word` or `!in~`.
  size_t operator_end() const {
    const size_t end = name_end(at_ + 1);
    return text_.substr(at_, end - at_) == "!in" && peek(end) == '~' ? end + 1 : end;
  }

  void word() {
    if (const size_t end = guid_end(); end > 0) return add(TokenKind::Guid, end);
    const size_t end = name_end(at_ + 1);
    const std::string_view name = text_.substr(at_, end - at_);
    if (among(kBooleans, name)) return add(TokenKind::Bool, end);
    if (name == "in" && peek(end) == '~') return add(TokenKind::Word, end + 1);
    if (peek(end) == '(' && among(kTypedLiterals, name)) return typed(end + 1);
    add(TokenKind::Word, end);
  }

  /// `content` is the offset after the parenthesis.
  void typed(size_t content) {
    const size_t close = text_.find_first_of(")\n;|", content);
    if (peek(close) == ')') return add(TokenKind::Typed, close + 1);
    const size_t end = std::min(close, text_.size());
    report(at_, end, "this literal is not closed; expected `)`");
    add(TokenKind::Typed, end);
  }

  void number() {
    if (const size_t guid = guid_end(); guid > 0) return add(TokenKind::Guid, guid);
    if (const size_t real = real_end(); real > 0) return add(TokenKind::Real, real);
    if (const size_t span = timespan_end(); span > 0) return add(TokenKind::TimeSpan, span);
    const size_t end = name_end(at_);
    add(is_long(text_.substr(at_, end - at_)) ? TokenKind::Long : TokenKind::Word, end);
  }

  /// A run of name characters that begins with a digit: all digits or hexadecimal.
  static bool is_long(std::string_view run) {
    if (run.size() > 2 && run[0] == '0' && (run[1] == 'x' || run[1] == 'X')) {
      return std::all_of(run.begin() + 2, run.end(), is_hex);
    }
    return std::all_of(run.begin(), run.end(), is_digit);
  }

  /// 0 when no guid begins here.
  size_t guid_end() const {
    size_t at = at_;
    for (const size_t group : {8U, 4U, 4U, 4U, 12U}) {
      if (at != at_ && peek(at++) != '-') return 0;
      for (size_t i = 0; i < group; ++i, ++at) {
        if (!is_hex(peek(at))) return 0;
      }
    }
    return is_name_part(peek(at)) ? 0 : at;
  }

  /// 0 when there is no exponent at `at`.
  size_t exponent_end(size_t at) const {
    if (peek(at) != 'e' && peek(at) != 'E') return 0;
    ++at;
    if (peek(at) == '+' || peek(at) == '-') ++at;
    const size_t end = digits_end(at);
    return end > at ? end : 0;
  }

  /// 0 when no real begins here. `1..5` is a range, not a real.
  size_t real_end() const {
    size_t at = digits_end(at_);
    const bool point = peek(at) == '.' && peek(at + 1) != '.';
    if (point) at = digits_end(at + 1);
    const size_t exponent = exponent_end(at);
    if (!point && exponent == 0) return 0;
    const size_t end = std::max(at, exponent);
    return is_name_part(peek(end)) ? 0 : end;
  }

  /// 0 when no number with a unit of time begins here.
  size_t timespan_end() const {
    size_t at = digits_end(at_);
    if (peek(at) == '.' && is_digit(peek(at + 1))) at = digits_end(at + 1);
    const size_t end = name_end(at);
    return among(kTimeUnits, text_.substr(at, end - at)) ? end : 0;
  }

  struct Quote {
    size_t content;          // offset after the opening quote
    std::string_view close;  // the closing quote
    bool verbatim;
    bool many_lines;
  };

  /// What opens a string literal at `at`, prefixes `h` and `@` included.
  std::optional<Quote> string_start(size_t at) const {
    if (peek(at) == 'h' || peek(at) == 'H') ++at;
    const bool verbatim = peek(at) == '@';
    if (verbatim) ++at;
    const std::string_view here = text_.substr(std::min(at, text_.size()));
    if (here.starts_with('\'')) return Quote{at + 1, "'", verbatim, false};
    if (here.starts_with('"')) return Quote{at + 1, "\"", verbatim, false};
    if (here.starts_with("```")) return Quote{at + 3, "```", true, true};
    if (here.starts_with("~~~")) return Quote{at + 3, "~~~", true, true};
    return std::nullopt;
  }

  void string(const Quote& quote) {
    const size_t end =
        quote.many_lines ? text_.find(quote.close, quote.content) : string_end(quote);
    if (end < text_.size() && rest().size() >= quote.close.size() &&
        text_.substr(end, quote.close.size()) == quote.close) {
      return add(TokenKind::String, end + quote.close.size());
    }
    const size_t stop = std::min(end, text_.size());
    report(at_, stop, fmt::format("this string is not closed; expected {}", quote.close));
    add(TokenKind::String, stop);
  }

  /// Offset of the closing quote, or of the line's or text's end.
  size_t string_end(const Quote& quote) {
    size_t at = quote.content;
    while (at < text_.size() && text_[at] != '\n' && text_[at] != '\r') {
      const bool closes = text_[at] == quote.close.front();
      if (closes && !(quote.verbatim && peek(at + 1) == text_[at])) return at;
      if (closes) ++at;
      at = text_[at] == '\\' && !quote.verbatim ? escape_end(at) : at + 1;
    }
    return at;
  }

  size_t escape_end(size_t at) {
    const char kind = peek(at + 1);
    if (std::string_view("\\'\"abfnrtv").find(kind) != std::string_view::npos && kind != '\0') {
      return at + 2;
    }
    if (kind >= '0' && kind <= '7') return at + 2;
    const size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    if (digits > 0 && hex_run(at + 2, digits)) return at + 2 + digits;
    const size_t end = std::min(at + 1 + character_size(text_.substr(at + 1)), text_.size());
    report(at, end,
           fmt::format("`{}` is no escape; write `\\\\` for a backslash, or @ before the string",
                       text_.substr(at, end - at)));
    return at + 1;
  }

  bool hex_run(size_t at, size_t count) const {
    for (size_t i = 0; i < count; ++i) {
      if (!is_hex(peek(at + i))) return false;
    }
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
  Lexed lexed_;
};

}  // namespace

Lexed lex(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace adxc::kql

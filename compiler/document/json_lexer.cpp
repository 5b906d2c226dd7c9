#include "compiler/document/json_lexer.h"

#include <algorithm>
#include <cstring>

#include "compiler/base/names.h"

namespace adxc::document {
namespace {

using diag::Severity;

constexpr diag::Kind<> kComment{{"json-syntax", Severity::Error},
                                "a comment stands here; JSON has no comments"};
constexpr diag::Kind<unsigned> kOddBlank{{"json-syntax", Severity::Error},
                                         "character U+{:04X} stands between values; use a blank"};
constexpr diag::Kind<std::string_view> kOpeningQuote{{"json-syntax", Severity::Error},
                                                     "the opening quote of `{}` is missing"};
constexpr diag::Kind<std::string_view, std::string_view> kNumber{{"json-syntax", Severity::Error},
                                                                 "`{}` is not a JSON number: {}"};

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
}

/// Characters that text without quotes is made of; blanks between words are looked at apart.
bool is_word(char c) {
  return !is_blank(c) && !is_control(c) &&
         std::string_view(",:{}[]\"=;`").find(c) == std::string_view::npos;
}

bool begins_comment(std::string_view rest) {
  return rest.starts_with('#') || rest.starts_with("//") || rest.starts_with("/*");
}

/// White space of other worlds that comes in with pasted text; its size in bytes, 0 for the rest.
std::size_t odd_blank_size(std::string_view rest) {
  if (rest.starts_with("\xC2\xA0")) return 2;
  for (const std::string_view odd :
       {"\xE2\x80\x8B", "\xE2\x80\xA8", "\xE3\x80\x80", "\xEF\xBB\xBF"}) {
    if (rest.starts_with(odd)) return odd.size();
  }
  return 0;
}

unsigned code_point(std::string_view character) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(character[i]));
  };
  if (character.size() == 2) return (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
  return (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
}

std::size_t count_digits(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at - begin;
}

/// A digit, also after a sign or a point; `...` stands for something else.
bool begins_number(std::string_view rest) {
  const char next = rest.size() > 1 ? rest[1] : ' ';
  if (rest.front() == '.') return is_digit(next);
  return is_digit(rest.front()) || rest.front() == '-' || rest.front() == '+';
}

/// Length of the longest number of RFC 8259 section 6 at the start of `text`; 0 when none is there.
std::size_t number_size(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = count_digits(text, at);
  if (whole == 0) return 0;
  at += text[at] == '0' ? 1 : whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = count_digits(text, at + 1);
    if (fraction > 0) at += 1 + fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const bool sign = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-');
    const std::size_t exponent = count_digits(text, at + 1 + (sign ? 1 : 0));
    if (exponent > 0) at += 1 + (sign ? 1 : 0) + exponent;
  }
  return at;
}

std::string_view number_advice(std::string_view number) {
  const std::string_view digits = number.substr(number.starts_with('-') ? 1 : 0);
  const std::size_t valid = number_size(number);
  const char after = valid < number.size() ? number[valid] : '\0';
  if (number.starts_with('+')) return "it has no plus sign in front";
  if (digits.starts_with("Infinity")) return "JSON knows finite numbers only";
  if (digits.starts_with('.')) return "a digit is missing before the point";
  if (digits.empty()) return "digits are missing after the minus sign";
  if (digits.starts_with("0x") || digits.starts_with("0X")) return "write it in decimal";
  if (digits.starts_with('0') && is_digit(after)) return "it does not begin with a zero";
  if (after == '.' && valid + 1 == number.size()) return "a digit is missing after the point";
  if ((after == 'e' || after == 'E') &&
      number.substr(valid + 1).find_first_not_of("+-") == std::string_view::npos)
    return "a digit is missing in its exponent";
  return "text needs double quotes";
}

}  // namespace

JsonToken JsonLexer::token(JsonTokenKind kind, std::uint32_t begin) const {
  return {kind, false, false, false, begin, at_, begin, at_};
}

JsonToken JsonLexer::next() {
  skip_blanks();
  if (at_ >= text_.size()) return token(JsonTokenKind::End, at_);
  switch (text_[at_]) {
    case '{': return read_punctuation(JsonTokenKind::OpenObject);
    case '}': return read_punctuation(JsonTokenKind::CloseObject);
    case '[': return read_punctuation(JsonTokenKind::OpenArray);
    case ']': return read_punctuation(JsonTokenKind::CloseArray);
    case ':': return read_punctuation(JsonTokenKind::Colon);
    case ',': return read_punctuation(JsonTokenKind::Comma);
    case '"': return read_string();
    case '\'': return read_single_quoted();
    default: break;
  }
  const char c = text_[at_];
  if (begins_number(text_.substr(at_))) return read_number();
  if (!is_ascii(c) && begins_curly_quote()) return read_curly_quoted();
  return is_word(c) ? read_word() : read_junk();
}

JsonToken JsonLexer::read_punctuation(JsonTokenKind kind) {
  ++at_;
  return token(kind, at_ - 1);
}

void JsonLexer::skip_blanks() {
  pass_blanks();
  // One finding for a block of comments, however many lines it has.
  for (bool reported = false; at_ < text_.size() && skip_stray(reported); reported = true) {
    pass_blanks();
  }
}

/// Indentation is half of a file: spaces go eight at a time.
void JsonLexer::pass_blanks() {
  constexpr std::uint64_t kSpaces = 0x2020202020202020U;
  while (at_ < text_.size() && is_blank(text_[at_])) {
    std::uint64_t eight = 0;
    const bool room = text_[at_] == ' ' && at_ + 8 <= text_.size();
    if (room) std::memcpy(&eight, text_.data() + at_, 8);
    at_ += eight == kSpaces ? 8 : 1;
  }
}

bool JsonLexer::skip_stray(bool reported) {
  const char c = text_[at_];
  if (c != '/' && c != '#' && is_ascii(c)) return false;
  const std::uint32_t begin = at_;
  const std::string_view rest = text_.substr(at_);
  if (const std::size_t size = odd_blank_size(rest); size > 0) {
    at_ += static_cast<std::uint32_t>(size);
    if (!reported) mistakes_.report(kOddBlank, begin, at_, code_point(rest.substr(0, size)));
    return true;
  }
  if (!begins_comment(rest)) return false;
  const bool block = rest.starts_with("/*");
  const std::size_t end = block ? rest.find("*/", 2) : rest.find_first_of("\r\n");
  at_ += static_cast<std::uint32_t>(end == std::string_view::npos ? rest.size()
                                                                  : end + (block ? 2 : 0));
  if (!reported) mistakes_.report(kComment, begin, at_);
  return true;
}

bool JsonLexer::colon_follows(std::uint32_t at) const {
  while (at < text_.size() && is_blank(text_[at])) ++at;
  return at < text_.size() && text_[at] == ':';
}

JsonToken JsonLexer::read_number() {
  const std::uint32_t begin = at_;
  at_ += static_cast<std::uint32_t>(number_size(text_.substr(at_)));
  const bool whole = at_ > begin && (at_ == text_.size() || !is_word(text_[at_]) ||
                                     begins_comment(text_.substr(at_)));
  if (whole) return token(JsonTokenKind::Number, begin);
  while (at_ < text_.size() && is_word(text_[at_])) ++at_;
  JsonToken number = token(JsonTokenKind::Number, begin);
  number.faulty = true;
  mistakes_.report(kNumber, begin, at_, shortened(view(number)), number_advice(view(number)));
  return number;
}

JsonToken JsonLexer::read_word() {
  const std::uint32_t begin = at_;
  skip_word();
  JsonToken word = token(JsonTokenKind::Word, begin);
  if (is_json_literal(view(word))) return word;
  // A phrase: words on one line with single blanks between them are one mistake.
  while (at_ + 1 < text_.size() && text_[at_] == ' ' && is_word(text_[at_ + 1]) &&
         !begins_comment(text_.substr(at_ + 1))) {
    ++at_;
    skip_word();
  }
  word = token(JsonTokenKind::Word, begin);
  if (at_ < text_.size() && text_[at_] == '"' && colon_follows(at_ + 1)) {
    word.end = ++at_;
    word.faulty = true;
    mistakes_.report(kOpeningQuote, begin, at_, shortened(view(word)));
  }
  return word;
}

void JsonLexer::skip_word() {
  while (at_ < text_.size() && is_word(text_[at_]) && !text_.substr(at_).starts_with("/*")) ++at_;
}

JsonToken JsonLexer::read_junk() {
  const std::uint32_t begin = at_++;
  while (text_[begin] == '=' && at_ < text_.size() && (text_[at_] == '=' || text_[at_] == '>'))
    ++at_;
  return token(JsonTokenKind::Junk, begin);
}

bool is_json_literal(std::string_view word) {
  return word == "true" || word == "false" || word == "null";
}

}  // namespace adxc::document

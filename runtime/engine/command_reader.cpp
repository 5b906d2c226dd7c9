#include "runtime/engine/command_reader.h"

#include <charconv>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/engine/characters.h"

namespace adxc::engine {

namespace {

constexpr std::string_view kBackticks = "```";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}

/// What a backslash and this letter mean, or 0.
char simple_escape(char letter) {
  switch (letter) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'v': return '\v';
    case '\\':
    case '\'':
    case '"': return letter;
    default: return 0;
  }
}

}  // namespace

void CommandReader::skip_blanks() {
  while (at_ < text_.size()) {
    if (text_.substr(at_, 2) == "//") {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (is_blank(text_[at_])) {
      ++at_;
    } else {
      return;
    }
  }
}

bool CommandReader::done() {
  skip_blanks();
  return at_ == text_.size();
}

std::string_view CommandReader::word_at(std::size_t at) const {
  std::size_t end = at;
  while (end < text_.size() && (is_word(text_[end]) || (end > at && text_[end] == '-'))) ++end;
  return text_.substr(at, end - at);
}

bool CommandReader::take_words(std::string_view words) {
  const std::size_t start = at_;
  while (!words.empty()) {
    const std::string_view wanted_word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), wanted_word.size() + 1));
    skip_blanks();
    const std::string_view found = word_at(at_);
    if (!equal_fold(found, wanted_word)) {
      at_ = start;
      return false;
    }
    at_ += found.size();
  }
  return true;
}

bool CommandReader::take(std::string_view punctuation) {
  skip_blanks();
  if (!text_.substr(at_).starts_with(punctuation)) return false;
  at_ += punctuation.size();
  return true;
}

std::string_view CommandReader::upcoming() {
  skip_blanks();
  const std::string_view word = word_at(at_);
  return word.empty() ? text_.substr(at_, 1) : word;
}

tl::unexpected<Refusal> CommandReader::wanted(std::string_view what) {
  const std::string_view found = upcoming();
  return syntax_error(text_, at_,
                      found.empty() ? fmt::format("the command ends where {} is wanted", what)
                                    : fmt::format("found `{}` where {} is wanted", found, what));
}

std::string CommandReader::leading_words() {
  std::string words;
  while (true) {
    skip_blanks();
    const std::string_view word = word_at(at_);
    if (word.empty()) return words;
    if (!words.empty()) words += ' ';
    words += word;
    at_ += word.size();
  }
}

Answer<std::string> CommandReader::name() {
  skip_blanks();
  if (at_string()) return string();
  if (take("[")) {
    auto inner = string();
    if (!inner) return inner;
    if (!take("]")) return wanted("`]`");
    return inner;
  }
  std::size_t end = at_;
  while (end < text_.size() && is_word(text_[end])) ++end;
  if (end == at_) return wanted("a name");
  const std::string_view found = text_.substr(at_, end - at_);
  at_ = end;
  return std::string(found);
}

bool CommandReader::at_string() const {
  std::string_view left = text_.substr(at_);
  if (!left.empty() && (left.front() == 'h' || left.front() == 'H')) left.remove_prefix(1);
  if (!left.empty() && left.front() == '@') left.remove_prefix(1);
  return !left.empty() &&
         (left.front() == '\'' || left.front() == '"' || left.starts_with(kBackticks));
}

Answer<std::string> CommandReader::literal() {
  skip_blanks();
  if (!at_string()) return wanted("a string");
  return one_string();
}

Answer<std::string> CommandReader::string() {
  skip_blanks();
  if (!at_string()) return wanted("a string");
  std::string joined;
  while (at_string()) {
    auto one = one_string();
    if (!one) return one;
    joined += *one;
    skip_blanks();
  }
  return joined;
}

Answer<std::string> CommandReader::one_string() {
  if (text_[at_] == 'h' || text_[at_] == 'H') ++at_;
  const bool verbatim = text_[at_] == '@';
  if (verbatim) ++at_;
  if (text_.substr(at_).starts_with(kBackticks)) return verbatim_string(kBackticks, false);
  const std::string_view quote = text_.substr(at_, 1);
  return verbatim ? verbatim_string(quote, true) : escaped_string(quote.front());
}

Answer<std::string> CommandReader::verbatim_string(std::string_view quote, bool doubled) {
  const std::size_t start = at_;
  at_ += quote.size();
  std::string out;
  while (true) {
    const std::size_t end = text_.find(quote, at_);
    if (end == text_.npos) return syntax_error(text_, start, "the string does not end");
    out += text_.substr(at_, end - at_);
    at_ = end + quote.size();
    if (!doubled || !text_.substr(at_).starts_with(quote)) return out;
    out += quote;
    at_ += quote.size();
  }
}

Answer<std::string> CommandReader::escaped_string(char quote) {
  const std::size_t start = at_++;
  std::string out;
  while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
    if (text_[at_] != '\\') {
      out += text_[at_++];
      continue;
    }
    if (auto escaped = escape(out); !escaped) return tl::make_unexpected(escaped.error());
  }
  if (at_ >= text_.size() || text_[at_] != quote) {
    return syntax_error(text_, start, "the string does not end");
  }
  ++at_;
  return out;
}

Answer<void> CommandReader::escape(std::string& out) {
  const char letter = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
  if (const char meant = simple_escape(letter)) {
    out += meant;
    at_ += 2;
    return {};
  }
  if (letter == 'u') return code_point(out, 4);
  if (letter == 'U') return code_point(out, 8);
  if (letter == 'x') return code_point(out, 2);
  return syntax_error(text_, at_, "the string holds an escape that means nothing");
}

Answer<void> CommandReader::code_point(std::string& out, int digits) {
  const std::string_view hex = text_.substr(at_ + 2, static_cast<std::size_t>(digits));
  std::uint32_t code = 0;
  const auto read = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  if (hex.size() != static_cast<std::size_t>(digits) || read.ptr != hex.data() + hex.size() ||
      code > 0x10FFFF) {
    return syntax_error(text_, at_, "the string holds an escape that is no character");
  }
  append_character(out, code);
  at_ += 2 + hex.size();
  return {};
}

std::string_view CommandReader::take_rest() {
  const std::string_view left = rest();
  at_ = text_.size();
  return left;
}

Answer<std::string> CommandReader::property_value() {
  skip_blanks();
  if (at_string()) return string();
  const std::size_t start = at_;
  int depth = 0;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (depth == 0 && (c == ',' || c == ')' || is_blank(c))) break;
    if (c == '(') ++depth;
    if (c == ')') --depth;
  }
  if (at_ == start) return wanted("a value");
  return std::string(text_.substr(start, at_ - start));
}

Answer<void> CommandReader::expect(std::string_view punctuation) {
  if (!take(punctuation)) return wanted(fmt::format("`{}`", punctuation));
  return {};
}

Answer<void> CommandReader::expect_end() {
  skip_blanks();
  if (done() || text_[at_] == '|' || text_[at_] == ';') return {};
  return wanted("the end of the command");
}

}  // namespace adxc::engine

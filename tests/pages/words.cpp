#include "words.h"

#include <algorithm>

namespace adxc::pages {
namespace {

struct Word {
  std::string text;
  bool quoted = false;  // some of it: then it is never a sign
};

/// Takes one word from the front of `rest`, which begins with no blank; false for an open quote.
bool take(std::string_view& rest, Word& word) {
  char quote = 0;
  std::size_t at = 0;
  for (; at < rest.size() && (quote != 0 || rest[at] != ' '); ++at) {
    const char c = rest[at];
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
      word.quoted = true;
    } else if (c == quote) {
      quote = 0;
    } else if (c == '\\' && quote != '\'' && at + 1 < rest.size()) {
      word.text += rest[++at];
    } else {
      word.text += c;
    }
  }
  rest.remove_prefix(at);
  return quote == 0;
}

bool is_variable(const Word& word) {
  const std::size_t equals = word.text.find('=');
  return equals != std::string::npos && equals > 0 &&
         std::all_of(
             word.text.begin(), word.text.begin() + static_cast<std::ptrdiff_t>(equals),
             [](char c) { return c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

}  // namespace

std::optional<Line> split(std::string_view rest) {
  Line line;
  bool to_file = false;
  for (;;) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.empty() || rest.front() == '#') break;
    Word word;
    if (!take(rest, word)) return std::nullopt;
    if (to_file) {
      line.output_file = word.text;
    } else if (line.words.empty() && is_variable(word)) {
      line.variables.push_back(word.text);
    } else if (!(word.text == ">" && !word.quoted)) {
      line.words.push_back(word.text);
    }
    to_file = word.text == ">" && !word.quoted;
  }
  if (line.words.empty()) return std::nullopt;
  return line;
}

}  // namespace adxc::pages

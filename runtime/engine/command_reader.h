// Reads a management command piece by piece: words, names, strings, punctuation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/engine/refusal.h"

namespace adxc::engine {

class CommandReader {
 public:
  explicit CommandReader(std::string_view text) : text_(text) {}

  /// True when nothing but blanks and comments is left.
  bool done();
  /// Takes the words, separated by blanks in `words`, if they all come next; case does not matter.
  /// A word goes on over dashes: `create-or-alter`.
  bool take_words(std::string_view words);
  bool take(std::string_view punctuation);

  /// A name: `Orders`, `['my orders']`, `["x"]` or a string literal.
  Answer<std::string> name();
  /// One string literal.
  Answer<std::string> literal();
  /// One or more string literals, joined: `'…'`, `"…"`, `@'…'`, three back-ticks; `h` before any.
  Answer<std::string> string();
  /// A literal after `=` of a property: a string without its quotes, anything else as it stands up
  /// to a comma or a closing parenthesis.
  Answer<std::string> property_value();
  Answer<void> expect(std::string_view punctuation);
  /// Refuses anything that is left but a pipe.
  Answer<void> expect_end();

  /// What comes next, for messages: a word, or one character.
  std::string_view upcoming();
  /// The words up to the first thing that is none, for "does not know the command".
  std::string leading_words();
  /// Everything not read yet, as it stands.
  std::string_view rest() const { return text_.substr(at_); }
  std::string_view take_rest();
  tl::unexpected<Refusal> wanted(std::string_view what);

 private:
  void skip_blanks();
  std::string_view word_at(std::size_t at) const;
  bool at_string() const;
  Answer<std::string> one_string();
  Answer<std::string> escaped_string(char quote);
  Answer<std::string> verbatim_string(std::string_view quote, bool doubled);
  Answer<void> escape(std::string& out);
  Answer<void> code_point(std::string& out, int digits);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace adxc::engine

// JSON tokens with their exact bytes. What is no token of JSON is reported and comes back as the
// token that was most likely meant.
#pragma once

#include <string_view>

#include "compiler/document/json_mistakes.h"

namespace adxc::document {

struct StringFault;

enum class JsonTokenKind : std::uint8_t {
  End,
  OpenObject,
  CloseObject,
  OpenArray,
  CloseArray,
  Colon,
  Comma,
  String,  // quotes included; the closing one may be missing
  Number,
  Word,  // true, false, null, and any text without quotes
  Junk,  // a character no value begins with
};

struct JsonToken {
  JsonTokenKind kind = JsonTokenKind::End;
  bool faulty = false;   // its mistake has been reported, and its text is not to be trusted
  bool escaped = false;  // a String with escapes or control characters: needs decoding
  bool mended = false;   // a String whose quotes are not those of its text: take it as it stands
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t text_begin = 0;  // what is between the quotes; begin and end for the rest
  std::uint32_t text_end = 0;
};

class JsonLexer {
 public:
  JsonLexer(std::string_view text, std::uint32_t begin, JsonMistakes& mistakes)
      : text_(text), at_(begin), mistakes_(mistakes) {}

  JsonToken next();

  /// False for tokens whose view() is their text.
  static bool needs_decoding(const JsonToken& token) { return token.escaped && !token.mended; }
  /// A String's text, decoded. Reports what is wrong in it; the token becomes faulty when its text
  /// cannot be what was meant.
  std::string decoded(JsonToken& token);

  /// True if the next character that is no white space, from `at` on, is a colon.
  bool colon_follows(std::uint32_t at) const;
  std::string_view view(const JsonToken& token) const {
    return text_.substr(token.text_begin, token.text_end - token.text_begin);
  }

 private:
  // json_lexer.cpp
  void skip_blanks();
  void pass_blanks();
  bool skip_stray(bool reported);
  void skip_word();
  JsonToken token(JsonTokenKind kind, std::uint32_t begin) const;
  JsonToken read_punctuation(JsonTokenKind kind);
  JsonToken read_number();
  JsonToken read_word();
  JsonToken read_junk();

  // json_text.cpp
  JsonToken read_string();
  JsonToken read_single_quoted();
  JsonToken read_curly_quoted();
  JsonToken closed(JsonToken string, std::size_t quote, std::uint32_t quote_size);
  JsonToken unclosed(JsonToken string, std::size_t end);
  bool begins_curly_quote() const;
  bool line_break_belongs(std::size_t line_break);
  void check_inner_quote(JsonToken& string);
  std::size_t later_quote(std::size_t from);
  void report(const StringFault& fault);

  std::string_view text_;
  std::uint32_t at_;
  JsonMistakes& mistakes_;
  // What looking ahead has found, so that no byte is looked at twice for the same question.
  std::size_t known_quote_ = 0;     // text over several lines ends here
  std::size_t no_close_until_ = 0;  // line breaks before this offset end the text they stand in
  std::size_t no_quote_until_ = 0;  // later_quote() has looked up to here in vain
};

/// true, false or null.
bool is_json_literal(std::string_view word);

}  // namespace adxc::document

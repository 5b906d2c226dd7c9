// Walks over the elements of one JSON array without making a tree: strings are decoded, everything
// else is given as it was written. simdjson's on-demand parser would do the same, but without
// compiler flags for one processor it falls back to its slow form.
#pragma once

#include <string>
#include <string_view>

namespace adxc::adx {

class JsonCursor {
 public:
  enum class Kind { String, Null, Raw, End, Broken };

  explicit JsonCursor(std::string_view array) : rest_(array) {}

  /// The next element; text() holds it when it is a String (decoded) or Raw: a number, a literal,
  /// an object or an array, of which only the extent is certain. Nothing may follow the array.
  Kind next();
  /// Valid until the next call of next().
  std::string_view text() const { return text_; }

 private:
  Kind separator();
  Kind string();
  Kind raw();
  bool decode(std::string_view body);
  void skip_blanks();

  std::string_view rest_;
  std::string_view text_;
  std::string decoded_;  // of a string with escapes
  bool begun_ = false;
};

}  // namespace adxc::adx

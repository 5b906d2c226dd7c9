#include "runtime/rows/json_text.h"

#include <fmt/format.h>

namespace adxc::rows {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Copies tokens from the input to the output; what stands between values is kept in `open_`, not
/// on the call stack.
class Compactor {
 public:
  explicit Compactor(std::string_view text) : rest_(text) { out_.reserve(text.size()); }

  bool run() {
    do {
      if (!value()) return false;
    } while (next_value());
    skip_blanks();
    return ok_ && rest_.empty();
  }
  std::string take() { return std::move(out_); }

 private:
  void skip_blanks() {
    const std::size_t first = rest_.find_first_not_of(" \t\r\n");
    rest_.remove_prefix(first == rest_.npos ? rest_.size() : first);
  }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  void keep(std::size_t count) {
    out_ += rest_.substr(0, count);
    rest_.remove_prefix(count);
  }
  bool take(char c) {
    skip_blanks();
    if (peek() != c) return false;
    keep(1);
    return true;
  }

  /// One scalar, an empty container, or the way into the first value of a container.
  bool value() {
    while (true) {
      skip_blanks();
      const char c = peek();
      if (c != '{' && c != '[') return scalar();
      keep(1);
      const char close = c == '{' ? '}' : ']';
      if (take(close)) return true;
      if (open_.size() == kMaxJsonDepth) return false;
      open_ += close;
      if (close == '}' && !key()) return false;
    }
  }

  /// After a value: closes what ends here; true if another value follows. Anything else than a
  /// comma, a closing bracket or the end clears ok_.
  bool next_value() {
    while (!open_.empty()) {
      if (take(',')) {
        ok_ = open_.back() == ']' || key();
        return ok_;
      }
      if (!take(open_.back())) {
        ok_ = false;
        return false;
      }
      open_.pop_back();
    }
    return false;
  }

  bool key() {
    skip_blanks();
    return string() && take(':');
  }

  bool scalar() {
    switch (peek()) {
      case '"': return string();
      case 't': return word("true");
      case 'f': return word("false");
      case 'n': return word("null");
      default: return number();
    }
  }

  bool word(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    keep(expected.size());
    return true;
  }

  std::size_t digits_from(std::size_t at) const {
    std::size_t end = at;
    while (end < rest_.size() && is_digit(rest_[end])) ++end;
    return end - at;
  }

  bool number() {
    std::size_t at = peek() == '-' ? 1 : 0;
    const std::size_t whole = digits_from(at);
    if (whole == 0 || (whole > 1 && rest_[at] == '0')) return false;
    at += whole;
    if (at < rest_.size() && rest_[at] == '.') {
      const std::size_t fraction = digits_from(at + 1);
      if (fraction == 0) return false;
      at += 1 + fraction;
    }
    if (at < rest_.size() && (rest_[at] == 'e' || rest_[at] == 'E')) {
      ++at;
      if (at < rest_.size() && (rest_[at] == '+' || rest_[at] == '-')) ++at;
      const std::size_t exponent = digits_from(at);
      if (exponent == 0) return false;
      at += exponent;
    }
    keep(at);
    return true;
  }

  bool string() {
    if (peek() != '"') return false;
    std::size_t at = 1;
    while (at < rest_.size() && rest_[at] != '"') {
      const std::size_t length = character(at);
      if (length == 0) return false;
      at += length;
    }
    if (at >= rest_.size()) return false;
    keep(at + 1);
    return true;
  }

  /// Bytes of the character or escape at `at`; 0 if it is not allowed in a string.
  std::size_t character(std::size_t at) const {
    if (static_cast<unsigned char>(rest_[at]) < 0x20) return 0;
    if (rest_[at] != '\\') return 1;
    const char escape = at + 1 < rest_.size() ? rest_[at + 1] : '\0';
    if (escape != 'u') {
      return escape != '\0' && std::string_view("\"\\/bfnrt").find(escape) != rest_.npos ? 2 : 0;
    }
    if (at + 6 > rest_.size()) return 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      if (!is_hex(rest_[i])) return 0;
    }
    return 6;
  }

  std::string_view rest_;
  std::string out_;
  std::string open_;  // the closing brackets still to come, innermost last
  bool ok_ = true;
};

char short_escape(char c) {
  switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return '\0';
  }
}

/// Reals that JSON numbers have no word for.
bool is_number_word(std::string_view text) {
  return text == "NaN" || text == "Infinity" || text == "-Infinity";
}

}  // namespace

std::optional<std::string> compact_json(std::string_view text) {
  Compactor compactor(text);
  if (!compactor.run()) return std::nullopt;
  return compactor.take();
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (const char escape = short_escape(c)) {
      out += '\\';
      out += escape;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_json_cell(std::string& out, ScalarType type, Cell cell) {
  const bool bare = type == ScalarType::Bool || type == ScalarType::Int ||
                    type == ScalarType::Long || type == ScalarType::Dynamic ||
                    (type == ScalarType::Real && !is_number_word(cell.text));
  if (cell.null) {
    out += "null";
  } else if (bare) {
    out += cell.text;
  } else {
    append_json_string(out, cell.text);
  }
}

}  // namespace adxc::rows

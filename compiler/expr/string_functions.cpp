// The functions of group `string` in schemas/functions/expression.yaml, where they are described.
#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/expr/arguments.h"
#include "compiler/expr/utf16.h"

namespace adxc::expr {
namespace {

/// Both texts in UTF-16 units and in one case, for searches in which case does not matter.
struct Search {
  std::u16string text;
  std::u16string part;
};

Evaluated<Search> search(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  ADXC_LET(part, arguments.text(1));
  return Search{to_utf16(fold_case(text)), to_utf16(fold_case(part))};
}

Value position(std::size_t found) {
  return found == std::u16string::npos ? Value(-1) : Value(static_cast<std::int64_t>(found));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) & 0x80) == 0; });
}

/// Texts whose letters all are ASCII; adxc carries no table of the case of others.
Evaluated<std::string> ascii_text(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  if (!is_ascii(text)) return arguments.not_known(0, "the case of letters outside ASCII");
  return text;
}

bool is_blank(char16_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x3000;
}

}  // namespace

Evaluation eval_concat(const Arguments& arguments) {
  std::string joined;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    ADXC_LET(part, arguments.value(i));
    joined += to_text(part);
    ADXC_TRY(arguments.room_for(joined.size()));
  }
  return Value(std::move(joined));
}

Evaluation eval_ends_with(const Arguments& arguments) {
  ADXC_LET(both, search(arguments));
  return Value(both.text.ends_with(both.part));
}

Evaluation eval_starts_with(const Arguments& arguments) {
  ADXC_LET(both, search(arguments));
  return Value(both.text.starts_with(both.part));
}

Evaluation eval_index_of(const Arguments& arguments) {
  ADXC_LET(both, search(arguments));
  return position(both.text.find(both.part));
}

Evaluation eval_last_index_of(const Arguments& arguments) {
  ADXC_LET(both, search(arguments));
  return position(both.text.rfind(both.part));
}

Evaluation eval_replace(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  ADXC_LET(old_part, arguments.text(1));
  ADXC_LET(new_part, arguments.text(2));
  if (old_part.empty()) return arguments.wrong(1, "the text to replace is empty");
  std::string replaced;
  std::size_t from = 0;
  for (std::size_t at = text.find(old_part); at != std::string::npos;
       at = text.find(old_part, from)) {
    ADXC_TRY(arguments.room_for(replaced.size() + new_part.size()));
    replaced.append(text, from, at - from).append(new_part);
    from = at + old_part.size();
  }
  return Value(replaced.append(text, from));
}

Evaluation eval_split(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  ADXC_LET(separator, arguments.text(1));
  Value pieces = Value::array();
  if (separator.empty()) {
    pieces.push_back(text);
    return pieces;
  }
  std::size_t from = 0;
  for (std::size_t at = text.find(separator); at != std::string::npos;
       at = text.find(separator, from)) {
    pieces.push_back(text.substr(from, at - from));
    from = at + separator.size();
  }
  pieces.push_back(text.substr(from));
  return pieces;
}

Evaluation eval_substring(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  ADXC_LET(begin, arguments.integer(1));
  const std::u16string units = to_utf16(text);
  const auto size = static_cast<std::int64_t>(units.size());
  if (begin < 0 || begin > size) {
    return arguments.wrong(1, "a substring begins at " + std::to_string(begin) + " of a text of " +
                                  std::to_string(size) + " characters");
  }
  std::int64_t length = size - begin;
  if (arguments.size() > 2) {
    ADXC_LET(asked, arguments.integer(2));
    if (asked < 0 || asked > length) {
      return arguments.wrong(2, "a substring of " + std::to_string(asked) + " characters, only " +
                                    std::to_string(length) + " are left");
    }
    length = asked;
  }
  return Value(to_utf8(std::u16string_view(units).substr(static_cast<std::size_t>(begin),
                                                         static_cast<std::size_t>(length))));
}

Evaluation eval_to_lower(const Arguments& arguments) {
  ADXC_LET(text, ascii_text(arguments));
  return Value(fold_case(text));
}

Evaluation eval_to_upper(const Arguments& arguments) {
  ADXC_LET(text, ascii_text(arguments));
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return Value(text);
}

Evaluation eval_trim(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  const std::u16string units = to_utf16(text);
  std::u16string_view kept = units;
  while (!kept.empty() && is_blank(kept.front())) kept.remove_prefix(1);
  while (!kept.empty() && is_blank(kept.back())) kept.remove_suffix(1);
  return Value(to_utf8(kept));
}

}  // namespace adxc::expr

// Searching by term: `has` and its family. A term is a longest run of letters and digits. The
// functions compare as they stand; the caller folds case.
#include "runtime/engine/characters.h"
#include "runtime/engine/json_value.h"
#include "runtime/engine/scalar_function.h"

namespace adxc::engine {

namespace {

bool term_begins(std::string_view text) {
  return !text.empty() && is_term_character(take_character(text));
}

bool term_ends(std::string_view text) {
  std::size_t last = text.size();
  while (last > 0) {
    --last;
    if ((static_cast<unsigned char>(text[last]) & 0xC0) != 0x80) break;
  }
  return !text.empty() && term_begins(text.substr(last));
}

/// True if the needle stands somewhere in the text with the asked borders of a term around it. A
/// border is only asked where the needle itself has a letter or digit.
bool find_term(std::string_view text, std::string_view needle, bool at_begin, bool at_end) {
  if (needle.empty()) return true;
  const bool check_begin = at_begin && term_begins(needle);
  const bool check_end = at_end && term_ends(needle);
  for (std::size_t at = text.find(needle); at != text.npos; at = text.find(needle, at + 1)) {
    const bool begins = !check_begin || !term_ends(text.substr(0, at));
    const bool ends = !check_end || !term_begins(text.substr(at + needle.size()));
    if (begins && ends) return true;
  }
  return false;
}

bool has(std::string_view text, std::string_view needle) {
  return find_term(text, needle, true, true);
}
bool has_prefix(std::string_view text, std::string_view needle) {
  return find_term(text, needle, true, false);
}
bool has_suffix(std::string_view text, std::string_view needle) {
  return find_term(text, needle, false, true);
}

bool has_any(std::string_view text, std::string_view needles) {
  const Json array = parse_json(needles);
  for (const Json& needle : array) {
    if (needle.is_string() && has(text, needle.get_ref<const std::string&>())) return true;
  }
  return false;
}

bool has_all(std::string_view text, std::string_view needles) {
  const Json array = parse_json(needles);
  for (const Json& needle : array) {
    if (!needle.is_string() || !has(text, needle.get_ref<const std::string&>())) return false;
  }
  return array.is_array();
}

/// Place of the first of the needles that the text has, or -1.
std::int64_t has_any_index(std::string_view text, std::string_view needles) {
  const Json array = parse_json(needles);
  if (!array.is_array()) return -1;
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (array[i].is_string() && has(text, array[i].get_ref<const std::string&>())) {
      return static_cast<std::int64_t>(i);
    }
  }
  return -1;
}

}  // namespace

void add_search_scalars(ScalarFunctions& functions) {
  functions.add("k_has", has);
  functions.add("k_hasprefix", has_prefix);
  functions.add("k_hassuffix", has_suffix);
  functions.add("k_has_any", has_any);
  functions.add("k_has_all", has_all);
  functions.add("k_has_any_index", has_any_index);
}

}  // namespace adxc::engine

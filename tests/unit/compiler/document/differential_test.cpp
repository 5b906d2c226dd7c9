// Random documents, sound and damaged: the JSON reader against nlohmann's verdict, YAML against
// JSON, and the promises that hold for everything.
#include <random>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "invariants.h"
#include "show.h"

using namespace adxc;
using document::Reading;

namespace {

class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t end) { return random_() % end; }

  std::string pick(std::initializer_list<const char*> words) {
    return words.begin()[below(words.size())];
  }

  std::string json(std::size_t depth = 0) {
    switch (below(depth > 3 ? 4 : 7)) {
      case 0: return pick({"true", "false", "null"});
      case 1: return pick({"0", "-1", "12.5", "3e8", "-0.25E-2", "1234567890123456789012"});
      case 2:
      case 3: return text();
      case 4: return "[" + list(depth, false) + blanks() + "]";
      default: return "{" + list(depth, true) + blanks() + "}";
    }
  }

  /// One byte more, less or different.
  std::string damaged(std::string text) {
    const std::size_t at = below(text.size());
    const std::string piece = pick({",", ":", "\"", "{", "}", "[", "]",  "\\",   "0",    ".", "e",
                                    "-", " ", "\n", "/", "'", "a", "\t", "\x01", "\xE4", "#", "u"});
    switch (below(3)) {
      case 0: return text.erase(at, 1);
      case 1: return text.insert(at, piece);
      default: return text.replace(at, 1, piece);
    }
  }

  /// Bytes that mean something to YAML, in no order.
  std::string yaml_noise() {
    std::string text;
    for (std::size_t i = below(40); i > 0; --i)
      text += pick({"a",   "b: ",     "- ",   "\n",     "\n  ",  "\n ",  "\"", "'",   "|",
                    ">",   "|+\n",    "?",    ": ",     ",",     "[",    "]",  "{",   "}",
                    "#",   " # ",     "&a ",  "*a",     "!",     "~",    "\\", "\\n", "\t",
                    "---", "\n---\n", "...",  "\r\n",   "null",  "<<: ", "ä",  "%",   "@",
                    "1 ",  "\n\n",    ">2\n", "|-\n  ", "\\x41", "''"});
    return text;
  }

 private:
  std::string blanks() { return pick({"", "", " ", "\n  "}); }

  std::string text() {
    std::string text = "\"";
    for (std::size_t i = below(6); i > 0; --i)
      text += pick({"a", "bc ", "\\n", "\\\"", "\\u0041", "\\\\", "ä", "\\u20ac", "@{x}", "\\t",
                    "'", " # ", ": ", "😀"});
    return text + "\"";
  }

  std::string list(std::size_t depth, bool keys) {
    std::string list;
    const std::size_t count = below(5);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) list += "," + blanks();
      if (keys) list += "\"k" + std::to_string(i) + "\": ";
      list += json(depth + 1);
    }
    return list;
  }

  std::mt19937 random_;
};

bool nlohmann_accepts(const std::string& text) {
  try {
    return !nlohmann::json::parse(text).is_discarded();
  } catch (const nlohmann::json::out_of_range&) {
    return true;  // a number too large for a double is JSON nevertheless
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

bool has_syntax_errors(const Reading& reading) {
  for (const diag::Diagnostic& finding : reading.findings()) {
    if (finding.rule.slug != "duplicate-key") return true;
  }
  return false;
}

void check_promises(const Reading& reading) {
  CHECK(document::broken_promise(reading.document(), reading.findings()) == "");
}

}  // namespace

TEST_CASE("the JSON reader refuses what nlohmann refuses and nothing else") {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    Writer writer(seed);
    std::string text = writer.json();
    for (std::size_t damage = 0; damage < seed % 4; ++damage) text = writer.damaged(text + " ");
    CAPTURE(text);
    const Reading reading("a.json", text);
    CHECK(has_syntax_errors(reading) == !nlohmann_accepts(text));
    check_promises(reading);
  }
}

TEST_CASE("a sound JSON document has the same shape when read as YAML") {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const std::string text = Writer(seed).json();
    CAPTURE(text);
    const Reading json("a.json", text);
    const Reading yaml("a.yaml", text);
    CHECK(yaml.messages() == "");
    CHECK(yaml.shape() == json.shape());
    check_promises(yaml);
  }
}

TEST_CASE("whatever stands in a YAML file, the document keeps its promises") {
  for (unsigned seed = 0; seed < 5000; ++seed) {
    const std::string text = Writer(seed).yaml_noise();
    CAPTURE(text);
    check_promises(Reading("a.yaml", text));
  }
}

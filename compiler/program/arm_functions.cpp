#include "compiler/program/arm_functions.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "compiler/base/names.h"

namespace adxc::program {
namespace {

using Kind = ArmValue::Kind;
using Arguments = std::vector<ArmValue>;

/// Texts that grow beyond what a definition may hold are taken for unknown; variables that double
/// each other would grow without end.
constexpr std::size_t kLongest = 64 * 1024;

bool is_scalar(const ArmValue& value) {
  return value.is_text() || value.kind == Kind::Bool || value.kind == Kind::Number;
}

void append(ArmValue& text, const ArmValue& part) {
  const bool known = is_scalar(part) || part.kind == Kind::Text;
  if (!known) return text.gaps.push_back(text.text.size());
  for (const std::size_t gap : part.gaps) text.gaps.push_back(text.text.size() + gap);
  text.text += part.text;
}

ArmValue limited(ArmValue text) {
  return text.text.size() > kLongest ? ArmValue{} : std::move(text);
}

/// Arrays are joined by the same function; of those nothing is worked out.
ArmValue concat(const Arguments& arguments) {
  ArmValue joined = arm_text("");
  bool any_text = false;
  for (const ArmValue& part : arguments) {
    if (part.kind == Kind::Node) return {};
    any_text = any_text || part.kind == Kind::Text;
    append(joined, part);
  }
  return any_text ? limited(std::move(joined)) : ArmValue{};
}

/// The number of the argument that `{…}` names; the count of arguments when it names none.
std::size_t place_holder(std::string_view inside, std::size_t count) {
  std::size_t index = count;
  const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), index);
  const bool plain = error == std::errc() && end == inside.data() + inside.size();
  return plain ? index : count;
}

ArmValue format(const Arguments& arguments) {
  if (arguments.empty() || !arguments[0].is_text()) return {};
  const std::string_view shape = arguments[0].text;
  ArmValue made = arm_text("");
  for (std::size_t at = 0; at < shape.size(); ++at) {
    const bool doubled = at + 1 < shape.size() && shape[at + 1] == shape[at];
    const bool brace = shape[at] == '{' || shape[at] == '}';
    if (!brace || doubled) {
      made.text += shape[at];
      at += brace ? 1 : 0;
      continue;
    }
    const std::size_t close = shape.find('}', at);
    if (close == std::string_view::npos || shape[at] == '}') return {};
    const std::size_t count = arguments.size() - 1;
    const std::size_t index = place_holder(shape.substr(at + 1, close - at - 1), count);
    append(made, index < count ? arguments[index + 1] : ArmValue{});
    if (made.text.size() > kLongest) return {};
    at = close;
  }
  return made;
}

ArmValue choose(const Arguments& arguments) {
  if (arguments.size() != 3 || arguments[0].kind != Kind::Bool) return {};
  return arguments[0].text == "true" ? arguments[1] : arguments[2];
}

ArmValue equals(const Arguments& arguments) {
  if (arguments.size() != 2 || !is_scalar(arguments[0]) || !is_scalar(arguments[1])) return {};
  const bool same =
      arguments[0].kind == arguments[1].kind && arguments[0].text == arguments[1].text;
  return arm_bool(same);
}

ArmValue negation(const Arguments& arguments) {
  if (arguments.size() != 1 || arguments[0].kind != Kind::Bool) return {};
  return arm_bool(arguments[0].text != "true");
}

ArmValue empty(const Arguments& arguments) {
  if (arguments.size() != 1 || !arguments[0].is_text()) return {};
  return arm_bool(arguments[0].text.empty());
}

ArmValue coalesce(const Arguments& arguments) {
  for (const ArmValue& value : arguments) {
    if (value.kind != Kind::Null) return value;
  }
  return {};
}

ArmValue as_text(const Arguments& arguments) {
  if (arguments.size() != 1) return {};
  if (arguments[0].kind == Kind::Text) return arguments[0];
  return is_scalar(arguments[0]) ? arm_text(arguments[0].text) : ArmValue{};
}

template <typename Change>
ArmValue change_letters(const Arguments& arguments, Change change) {
  if (arguments.size() != 1 || arguments[0].kind != Kind::Text) return {};
  ArmValue changed = arguments[0];
  std::transform(changed.text.begin(), changed.text.end(), changed.text.begin(), change);
  return changed;
}

ArmValue lower(const Arguments& arguments) {
  return change_letters(arguments,
                        [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
}

ArmValue upper(const Arguments& arguments) {
  return change_letters(arguments,
                        [](char c) { return c >= 'a' && c <= 'z' ? char(c & ~0x20) : c; });
}

ArmValue trim(const Arguments& arguments) {
  if (arguments.size() != 1 || !arguments[0].is_text()) return {};
  const std::string& text = arguments[0].text;
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return arm_text("");
  return arm_text(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

ArmValue replace(const Arguments& arguments) {
  if (arguments.size() != 3) return {};
  const bool known = std::all_of(arguments.begin(), arguments.end(),
                                 [](const ArmValue& value) { return value.is_text(); });
  if (!known || arguments[1].text.empty()) return {};
  std::string text = arguments[0].text;
  const auto& [old, fresh] = std::tie(arguments[1].text, arguments[2].text);
  for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at)) {
    text.replace(at, old.size(), fresh);
    at += fresh.size();
    if (text.size() > kLongest) return {};
  }
  return arm_text(std::move(text));
}

ArmValue yes(const Arguments&) {
  return arm_bool(true);
}
ArmValue no(const Arguments&) {
  return arm_bool(false);
}
ArmValue nothing(const Arguments&) {
  ArmValue value;
  value.kind = Kind::Null;
  return value;
}

struct Worker {
  std::string_view name;
  ArmValue (*work)(const Arguments&);
};

constexpr std::array<Worker, 15> kWorkers = {{{"concat", concat},
                                              {"format", format},
                                              {"if", choose},
                                              {"equals", equals},
                                              {"not", negation},
                                              {"empty", empty},
                                              {"coalesce", coalesce},
                                              {"string", as_text},
                                              {"toLower", lower},
                                              {"toUpper", upper},
                                              {"trim", trim},
                                              {"replace", replace},
                                              {"true", yes},
                                              {"false", no},
                                              {"null", nothing}}};

}  // namespace

ArmValue arm_text(std::string text) {
  ArmValue value;
  value.kind = Kind::Text;
  value.text = std::move(text);
  return value;
}

ArmValue arm_bool(bool truth) {
  ArmValue value;
  value.kind = Kind::Bool;
  value.text = truth ? "true" : "false";
  return value;
}

ArmValue arm_gap() {
  ArmValue value = arm_text("");
  value.gaps.push_back(0);
  return value;
}

ArmValue arm_call(std::string_view function, const std::vector<ArmValue>& arguments) {
  const auto worker = std::find_if(kWorkers.begin(), kWorkers.end(), [&](const Worker& known) {
    return equal_fold(known.name, function);
  });
  return worker == kWorkers.end() ? ArmValue{} : worker->work(arguments);
}

}  // namespace adxc::program

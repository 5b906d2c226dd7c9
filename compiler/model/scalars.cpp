#include "compiler/model/scalars.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"

namespace adxc::model {
namespace {

using document::NodeKind;

/// Days have at most seven digits, so that every time span fits into 64 bits.
constexpr std::size_t kMostDayDigits = 7;

bool is_one_of(std::string_view text, const std::array<std::string_view, 4>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return equal_fold(word, text); });
}

}  // namespace

bool is_text(NodeKind kind) {
  return kind == NodeKind::String || kind == NodeKind::Plain;
}

bool is_scalar(NodeKind kind) {
  return is_text(kind) || kind == NodeKind::Number || kind == NodeKind::Bool;
}

std::optional<bool> read_bool(const document::Node& node) {
  if (!is_text(node.kind) && node.kind != NodeKind::Bool) return std::nullopt;
  if (equal_fold(node.text, "true")) return true;
  if (equal_fold(node.text, "false")) return false;
  if (node.kind != NodeKind::Plain) return std::nullopt;
  if (is_one_of(node.text, {"yes", "on", "y", "true"})) return true;
  if (is_one_of(node.text, {"no", "off", "n", "false"})) return false;
  return std::nullopt;
}

std::optional<double> read_number(const document::Node& node) {
  if (!is_text(node.kind) && node.kind != NodeKind::Number) return std::nullopt;
  const std::string_view text = node.text;
  const bool begins = !text.empty() && (text[0] == '-' || std::isdigit(text[0] & 0xff) != 0);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (!begins || error == std::errc::invalid_argument || end != text.data() + text.size())
    return std::nullopt;
  if (error == std::errc::result_out_of_range) return 1e308;
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> read_timespan(std::string_view text) {
  const std::size_t dot = text.find('.');
  const std::size_t colon = text.find(':');
  if (dot != std::string_view::npos && dot < colon && dot > kMostDayDigits) return std::nullopt;
  return parse_timespan(text);
}

std::string_view canonical_value(const Row& row, std::string_view written) {
  for (const std::string_view value : row.values)
    if (equal_fold(value, written)) return value;
  for (const Synonym& synonym : row.synonyms)
    if (equal_fold(synonym.word, written)) return synonym.value;
  return "";
}

Row element_row(const Row& row) {
  Row item = row;
  item.type = row.element;
  item.element = ValueType::Any;
  item.min_items = item.max_items = 0;
  const bool object = item.type == ValueType::Struct || item.type == ValueType::Reference;
  if (object) item.expressions = Expressions::No;
  return item;
}

std::size_t length(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

}  // namespace adxc::model

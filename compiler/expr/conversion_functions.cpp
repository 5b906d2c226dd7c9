// The functions of group `conversion` in schemas/functions/expression.yaml.
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/expr/arguments.h"
#include "compiler/expr/base64.h"

namespace adxc::expr {
namespace {

/// Deeper JSON than anybody writes by hand; bounds recursion where values are printed.
constexpr int kDeepestJson = 100;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

template <typename Number>
std::optional<Number> whole_text_as(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
  return number;
}

/// How the service holds bytes inside a value.
Value binary_value(std::string_view base64, std::string_view type) {
  return Value{{"$content-type", std::string(type)}, {"$content", std::string(base64)}};
}

Evaluated<std::string> decoded(const Arguments& arguments, std::string_view base64) {
  std::optional<std::string> bytes = base64_decode(base64);
  if (!bytes) return arguments.wrong(0, "the text is no base64");
  return *std::move(bytes);
}

struct DataUri {
  std::string type;
  std::string bytes;
};

Evaluated<DataUri> data_uri(const Arguments& arguments) {
  ADXC_LET(uri, arguments.text(0));
  const std::size_t comma = uri.find(',');
  if (!uri.starts_with("data:") || comma == std::string::npos) {
    return arguments.wrong(0, "the text is no data URI, wanted `data:…,…`");
  }
  std::string type = uri.substr(5, comma - 5);
  const std::string data = uri.substr(comma + 1);
  if (!ends_with_fold(type, ";base64")) return DataUri{type, percent_decode(data)};
  type.resize(type.size() - std::string_view(";base64").size());
  ADXC_LET(bytes, decoded(arguments, data));
  return DataUri{type, bytes};
}

}  // namespace

Evaluation eval_array(const Arguments& arguments) {
  ADXC_LET(value, arguments.value(0));
  return value.is_array() ? value : Value(Value::array_t{value});
}

Evaluation eval_create_array(const Arguments& arguments) {
  Value array = Value::array();
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    ADXC_LET(element, arguments.value(i));
    array.push_back(element);
  }
  return array;
}

Evaluation eval_coalesce(const Arguments& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    ADXC_LET(value, arguments.value(i));
    if (!value.is_null()) return value;
  }
  return Value(nullptr);
}

Evaluation eval_bool(const Arguments& arguments) {
  ADXC_LET(value, arguments.value(0));
  if (value.is_boolean()) return value;
  if (value.is_number()) return Value(value.get<double>() != 0);
  if (value.is_string()) {
    const std::string_view text = trimmed(value.get_ref<const std::string&>());
    if (equal_fold(text, "true") || text == "1") return Value(true);
    if (equal_fold(text, "false") || text == "0") return Value(false);
  }
  return arguments.wrong(0, fmt::format("{} is neither true nor false", type_name(value)));
}

Evaluation eval_int(const Arguments& arguments) {
  ADXC_LET(value, arguments.value(0));
  if (value.is_number_integer()) return value;
  if (value.is_boolean()) return Value(value.get<bool>() ? 1 : 0);
  if (value.is_number() && std::abs(value.get<double>()) < 9.2e18) {
    return Value(static_cast<std::int64_t>(std::nearbyint(value.get<double>())));
  }
  if (value.is_string()) {
    const auto number = whole_text_as<std::int64_t>(value.get_ref<const std::string&>());
    if (number) return Value(*number);
  }
  return arguments.wrong(0, fmt::format("{} that is no whole number", type_name(value)));
}

Evaluation eval_float(const Arguments& arguments) {
  ADXC_LET(value, arguments.value(0));
  if (value.is_number()) return Value(value.get<double>());
  if (value.is_string()) {
    const auto number = whole_text_as<double>(value.get_ref<const std::string&>());
    if (number) return Value(*number);
  }
  return arguments.wrong(0, fmt::format("{} that is no number", type_name(value)));
}

Evaluation eval_json(const Arguments& arguments) {
  ADXC_LET(given, arguments.value(0));
  if (!given.is_string()) return given;
  bool too_deep = false;
  const Value::parser_callback_t shallow = [&](int depth, Value::parse_event_t, Value&) {
    too_deep = too_deep || depth > kDeepestJson;
    return !too_deep;
  };
  Value parsed = Value::parse(given.get_ref<const std::string&>(), shallow, false);
  if (too_deep || parsed.is_discarded()) return arguments.wrong(0, "the text is no JSON");
  return parsed;
}

Evaluation eval_string(const Arguments& arguments) {
  ADXC_LET(value, arguments.value(0));
  return Value(to_text(value));
}

Evaluation eval_base64(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  return Value(base64_encode(text));
}

Evaluation eval_base64_to_string(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  ADXC_LET(bytes, decoded(arguments, text));
  return Value(bytes);
}

Evaluation eval_decode_base64(const Arguments& arguments) {
  return eval_base64_to_string(arguments);
}

Evaluation eval_base64_to_binary(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  ADXC_TRY(decoded(arguments, text));
  return binary_value(text, "application/octet-stream");
}

Evaluation eval_binary(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  return binary_value(base64_encode(text), "application/octet-stream");
}

Evaluation eval_data_uri(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  return Value("data:text/plain;charset=utf-8;base64," + base64_encode(text));
}

Evaluation eval_data_uri_to_string(const Arguments& arguments) {
  ADXC_LET(uri, data_uri(arguments));
  return Value(uri.bytes);
}

Evaluation eval_decode_data_uri(const Arguments& arguments) {
  return eval_data_uri_to_string(arguments);
}

Evaluation eval_data_uri_to_binary(const Arguments& arguments) {
  ADXC_LET(uri, data_uri(arguments));
  return binary_value(base64_encode(uri.bytes), uri.type);
}

Evaluation eval_encode_uri_component(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  return Value(percent_encode(text));
}

Evaluation eval_uri_component(const Arguments& arguments) {
  return eval_encode_uri_component(arguments);
}

Evaluation eval_decode_uri_component(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  return Value(percent_decode(text));
}

Evaluation eval_uri_component_to_string(const Arguments& arguments) {
  return eval_decode_uri_component(arguments);
}

Evaluation eval_uri_component_to_binary(const Arguments& arguments) {
  ADXC_LET(text, arguments.text(0));
  return binary_value(base64_encode(percent_decode(text)), "application/octet-stream");
}

}  // namespace adxc::expr

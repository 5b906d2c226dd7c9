#include "runtime/encoding/json_object.h"

#include <charconv>
#include <simdjson.h>

#include <fmt/format.h>

#include "runtime/rows/json_text.h"

namespace adxc::encoding {
namespace {

namespace ondemand = simdjson::ondemand;

tl::unexpected<Error> bad(simdjson::error_code code) {
  return fail(ErrorKind::Data,
              fmt::format("the object is not JSON: {}", simdjson::error_message(code)));
}

/// A number, checked by the compactor as it is written.
Result<JsonValue> scalar(std::string_view token) {
  token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
  if (!rows::compact_json(token)) return bad(simdjson::NUMBER_ERROR);
  return JsonValue{JsonKind::Number, token};
}

Result<JsonValue> tree(simdjson::simdjson_result<std::string_view> json, std::string& scratch) {
  if (json.error() != simdjson::SUCCESS) return bad(json.error());
  auto compact = rows::compact_json(json.value_unsafe());
  if (!compact) return bad(simdjson::TAPE_ERROR);
  scratch = std::move(*compact);
  return JsonValue{JsonKind::Tree, scratch};
}

Result<JsonValue> read_value(ondemand::value value, std::string& scratch) {
  ondemand::json_type type = {};
  if (const auto code = value.type().get(type)) return bad(code);
  switch (type) {
    case ondemand::json_type::object: {
      ondemand::object object;
      if (const auto code = value.get_object().get(object)) return bad(code);
      return tree(object.raw_json(), scratch);
    }
    case ondemand::json_type::array: {
      ondemand::array array;
      if (const auto code = value.get_array().get(array)) return bad(code);
      return tree(array.raw_json(), scratch);
    }
    case ondemand::json_type::string: {
      std::string_view text;
      if (const auto code = value.get_string().get(text)) return bad(code);
      return JsonValue{JsonKind::String, text};
    }
    case ondemand::json_type::number: break;
    case ondemand::json_type::boolean: {
      bool truth = false;
      if (const auto code = value.get_bool().get(truth)) return bad(code);
      return JsonValue{JsonKind::Bool, truth ? "true" : "false"};
    }
    case ondemand::json_type::null: {
      bool null = false;
      if (const auto code = value.is_null().get(null)) return bad(code);
      if (!null) return bad(simdjson::N_ATOM_ERROR);
      return JsonValue{JsonKind::Null, ""};
    }
  }
  // Left unread on purpose: reading it as a number would lose digits, and the loop passes over it.
  return scalar(value.raw_json_token());
}

Result<void> each_field(ondemand::object object, const JsonParser::Visitor& visit,
                        std::string& scratch) {
  std::size_t position = 0;
  for (auto field : object) {
    std::string_view name;
    ondemand::value value;
    if (const auto code = field.unescaped_key().get(name)) return bad(code);
    if (const auto code = field.value().get(value)) return bad(code);
    ADXC_LET(read, read_value(value, scratch));
    ADXC_TRY(visit(name, position++, read));
  }
  return {};
}

Result<void> each_element(ondemand::array array, const JsonParser::Visitor& visit,
                          std::string& scratch) {
  std::size_t position = 0;
  for (auto element : array) {
    ondemand::value value;
    if (const auto code = element.get(value)) return bad(code);
    ADXC_LET(read, read_value(value, scratch));
    ADXC_TRY(visit("", position++, read));
  }
  return {};
}

}  // namespace

std::string_view phrase(JsonKind kind) {
  switch (kind) {
    case JsonKind::Null: return "null";
    case JsonKind::Bool: return "true or false";
    case JsonKind::Number: return "a number";
    case JsonKind::String: return "a string";
    case JsonKind::Tree: return "an object or array";
  }
  return "a value";
}

struct JsonParser::Library {
  ondemand::parser parser;
  std::string padded;
  std::string scratch;
};

JsonParser::JsonParser() : library_(std::make_unique<Library>()) {}
JsonParser::JsonParser(JsonParser&&) noexcept = default;
JsonParser& JsonParser::operator=(JsonParser&&) noexcept = default;
JsonParser::~JsonParser() = default;

Result<void> JsonParser::each(std::string_view json, const Visitor& visit) {
  // Copied, because the library reads a little behind the end; that is quick beside the parsing.
  std::string& padded = library_->padded;
  padded.assign(json);
  padded.append(simdjson::SIMDJSON_PADDING, ' ');
  ondemand::document document;
  const simdjson::padded_string_view view(padded.data(), json.size(), padded.size());
  if (const auto code = library_->parser.iterate(view).get(document)) return bad(code);
  ondemand::json_type type = {};
  if (const auto code = document.type().get(type)) return bad(code);
  if (type == ondemand::json_type::array) {
    ondemand::array array;
    if (const auto code = document.get_array().get(array)) return bad(code);
    return each_element(array, visit, library_->scratch);
  }
  ondemand::object object;
  if (const auto code = document.get_object().get(object)) return bad(code);
  return each_field(object, visit, library_->scratch);
}

namespace {

/// `['name']`, `["name"]` or `[0]` off the front of the text.
bool take_bracket(std::string_view& text, JsonPath& path) {
  text.remove_prefix(1);
  const char quote = text.empty() ? '\0' : text.front();
  const bool quoted = quote == '\'' || quote == '"';
  const std::string closing = quoted ? std::string{quote, ']'} : "]";
  if (quoted) text.remove_prefix(1);
  const std::size_t end = text.find(closing);
  if (end == text.npos) return false;
  const std::string_view inside = text.substr(0, end);
  text.remove_prefix(end + closing.size());
  if (quoted) {
    path.emplace_back(std::string(inside));
    return true;
  }
  std::size_t position = 0;
  const auto [stop, error] =
      std::from_chars(inside.data(), inside.data() + inside.size(), position);
  path.emplace_back(position);
  return error == std::errc() && stop == inside.data() + inside.size();
}

/// A plain name up to the next dot or bracket.
bool take_name(std::string_view& text, JsonPath& path) {
  const std::size_t end = std::min(text.find_first_of(".["), text.size());
  const std::string_view name = text.substr(0, end);
  text.remove_prefix(end);
  path.emplace_back(std::string(name));
  return !name.empty() && name.find_first_of("*?@]'\"") == name.npos;
}

}  // namespace

std::optional<JsonPath> parse_json_path(std::string_view text) {
  JsonPath path;
  if (text.starts_with('$')) {
    text.remove_prefix(1);
  } else if (!text.starts_with('[') && !text.starts_with('.') && !take_name(text, path)) {
    return std::nullopt;
  }
  while (!text.empty()) {
    bool taken = false;
    if (text.front() == '[') {
      taken = take_bracket(text, path);
    } else if (text.front() == '.') {
      text.remove_prefix(1);
      taken = take_name(text, path);
    }
    if (!taken) return std::nullopt;
  }
  if (path.empty()) return std::nullopt;
  return path;
}

}  // namespace adxc::encoding

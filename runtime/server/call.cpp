#include "runtime/server/call.h"

#include <optional>

#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"

namespace adxc::server {
namespace {

using nlohmann::json;

constexpr std::string_view kDefaultDatabase = "NetDefaultDB";
constexpr std::int64_t kLongestTimeout = kTicksPerHour;

tl::unexpected<engine::Refusal> malformed(std::string message) {
  engine::Refusal refusal;
  refusal.code = "BadRequest_MalformedRequest";
  refusal.message = std::move(message);
  return tl::make_unexpected(std::move(refusal));
}

std::optional<json> parse(std::string_view text) {
  json value = json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

/// A request property as a flag; the SDKs send true, "true" and 1.
bool is_true(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>() != 0;
  return value.is_string() && equal_fold(value.get_ref<const std::string&>(), "true");
}

std::int64_t whole_number(const json& value, std::int64_t otherwise) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return otherwise;
  const auto parsed = parse(value.get_ref<const std::string&>());
  return parsed && parsed->is_number_integer() ? parsed->get<std::int64_t>() : otherwise;
}

/// `00:05:00` or `50m`, as the documentation writes both.
std::optional<std::int64_t> timeout_ticks(const json& value) {
  if (!value.is_string()) return std::nullopt;
  std::string text = value.get<std::string>();
  if (const auto ticks = parse_timespan(text)) return ticks;
  if (text.size() < 2) return std::nullopt;
  const char unit = text.back();
  text.pop_back();
  const std::int64_t count = whole_number(json(text), -1);
  if (count < 0 || count > 3600) return std::nullopt;
  if (unit == 's') return count * kTicksPerSecond;
  if (unit == 'm') return count * kTicksPerMinute;
  return unit == 'h' ? std::optional(count * kTicksPerHour) : std::nullopt;
}

void heed(Wanted& wanted, const std::string& name, const json& value) {
  engine::Options& options = wanted.options;
  if (name == "servertimeout")
    options.timeout_ticks = std::min(timeout_ticks(value).value_or(0), kLongestTimeout);
  if (name == "norequesttimeout" && is_true(value)) options.timeout_ticks = kLongestTimeout;
  if (name == "notruncation") options.no_truncation = is_true(value);
  if (name == "truncationmaxrecords")
    options.truncation_max_records = whole_number(value, options.truncation_max_records);
  if (name == "truncationmaxsize")
    options.truncation_max_bytes = whole_number(value, options.truncation_max_bytes);
  if (name == "request_readonly" || name == "request_readonly_hardline")
    options.read_only |= is_true(value);
  if (name == "query_now" && value.is_string()) options.query_now = value.get<std::string>();
  if (name == "results_v2_fragment_primary_tables") wanted.fragmented = is_true(value);
  if (name == "results_v2_newlines_between_frames") wanted.newlines = is_true(value);
  if (name == "results_error_reporting_placement") wanted.errors_at_end = value != "in_data";
}

void heed_all(Wanted& wanted, const json& properties) {
  const json options = properties.value("Options", json::object());
  if (options.is_object()) {
    for (const auto& [name, value] : options.items()) heed(wanted, fold_case(name), value);
  }
  const json parameters = properties.value("Parameters", json::object());
  if (!parameters.is_object()) return;
  for (const auto& [name, value] : parameters.items()) {
    wanted.options.parameters[name] = value.is_string() ? value.get<std::string>() : value.dump();
  }
}

/// `properties` of the body: an object, or a string that holds one.
std::optional<json> read_properties(const json& value) {
  if (value.is_object()) return value;
  if (value.is_null()) return json::object();
  if (!value.is_string()) return std::nullopt;
  if (value.get_ref<const std::string&>().empty()) return json::object();
  auto parsed = parse(value.get_ref<const std::string&>());
  return parsed && parsed->is_object() ? parsed : std::nullopt;
}

json body_of_get(const Call& call) {
  json body = json::object();
  for (const char* name : {"db", "csl", "properties"}) {
    if (const auto found = call.arguments.find(name); found != call.arguments.end())
      body[name] = found->second;
  }
  return body;
}

}  // namespace

tl::expected<Wanted, engine::Refusal> read_wanted(const Call& call) {
  const auto body = call.method == "GET" ? body_of_get(call) : parse(call.body);
  if (!body || !body->is_object())
    return malformed("the request body is not a JSON object with `db` and `csl`");
  if (!body->contains("csl") || !(*body)["csl"].is_string())
    return malformed("the request has no `csl` text");
  const json database = body->value("db", json());
  if (!database.is_null() && !database.is_string()) return malformed("`db` is not a text");
  const auto properties = read_properties(body->value("properties", json()));
  if (!properties) return malformed("`properties` is neither an object nor a text that holds one");

  Wanted wanted;
  wanted.database = database.is_string() ? database.get<std::string>() : "";
  if (wanted.database.empty()) wanted.database = kDefaultDatabase;
  wanted.text = (*body)["csl"].get<std::string>();
  heed_all(wanted, *properties);
  const auto read_only = call.headers.find("x-ms-readonly");
  wanted.options.read_only |= call.method == "GET" || read_only != call.headers.end();
  return wanted;
}

}  // namespace adxc::server

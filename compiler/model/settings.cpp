#include "compiler/model/settings.h"

#include <fmt/format.h>

#include "compiler/base/assert.h"
#include "compiler/base/names.h"
#include "compiler/model/scalars.h"

namespace adxc::model {
namespace {

using std::string_view;

tl::unexpected<Error> refuse(const Row& row, string_view text, string_view wanted) {
  const std::string found = row.secret ? "a secret" : fmt::format("`{}`", shortened(text));
  return fail(ErrorKind::Data, fmt::format("`{}` is {}, {} is wanted", row.name, found, wanted));
}

std::string range(const Row& row) {
  if (row.minimum_text.empty()) return fmt::format("at most {}", row.maximum_text);
  if (row.maximum_text.empty()) return fmt::format("at least {}", row.minimum_text);
  return fmt::format("{} to {}", row.minimum_text, row.maximum_text);
}

bool within_limits(const Row& row, std::int64_t number) {
  return number >= row.minimum && number <= row.maximum;
}

Result<SettingValue> whole_number(const Row& row, string_view text, double number) {
  const auto whole = static_cast<std::int64_t>(number);
  if (static_cast<double>(whole) != number) return refuse(row, text, "a whole number");
  if (!within_limits(row, whole)) return refuse(row, text, range(row));
  return whole;
}

Result<SettingValue> timespan(const Row& row, string_view text) {
  const auto ticks = read_timespan(text);
  if (!ticks || *ticks < 0) return refuse(row, text, "a time span `[days.]hours:minutes:seconds`");
  if (!within_limits(row, *ticks)) return refuse(row, text, range(row));
  return Timespan{*ticks};
}

}  // namespace

constinit const Row kTypeRow{
    .name = "type", .type = ValueType::String, .expressions = Expressions::No};

Result<SettingValue> setting_value(const Row& row, string_view text) {
  document::Node node;
  node.kind = document::NodeKind::String;
  node.text = text;
  switch (row.type) {
    case ValueType::Bool:
      if (const auto truth = read_bool(node)) return *truth;
      return refuse(row, text, "true or false");
    case ValueType::Int:
      if (const auto number = read_number(node)) return whole_number(row, text, *number);
      return refuse(row, text, "a whole number");
    case ValueType::Number:
      if (const auto number = read_number(node)) return *number;
      return refuse(row, text, "a number");
    case ValueType::TimeSpan: return timespan(row, text);
    case ValueType::Enum: {
      const string_view canonical = canonical_value(row, text);
      if (canonical.empty())
        return refuse(row, text, one_of(text, {row.values.begin(), row.values.end()}));
      return std::string(canonical);
    }
    default: return std::string(text);
  }
}

void SettingsWalk::alternative(const PlainObject& plain, const std::string& prefix) {
  const std::string name = prefix.empty() ? "" : prefix.substr(0, prefix.size() - 1);
  add(kTypeRow, name, plain.node, plain);
}

void SettingsWalk::add_default(const Row& row, const std::string& name) {
  Result<SettingValue> value = setting_value(row, row.default_text);
  ADXC_ASSERT(value.has_value());  // a default that does not fit is a mistake in the table
  add(row, name, {}, std::move(*value));
}

}  // namespace adxc::model

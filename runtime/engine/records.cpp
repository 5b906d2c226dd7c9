#include "runtime/engine/records.h"

#include <algorithm>
#include <simdjson.h>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/rows/json_text.h"

namespace adxc::engine {

namespace {

constexpr IngestFormat kFormats[] = {
    {"csv", "csv", ','},      {"tsv", "csv", '\t'}, {"psv", "csv", '|'}, {"scsv", "csv", ';'},
    {"sohsv", "csv", '\x01'}, {"txt", "csv", '\0'}, {"json", "json", 0},
};

/// Takes the next line off the text, without its end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

class DelimitedRecords : public Records {
 public:
  DelimitedRecords(char delimiter, std::string_view text, const RecordSettings& settings)
      : delimiter_(delimiter), text_(text), settings_(settings) {}

  Answer<bool> next(const FieldPlans& plans, Values& values) override {
    if (settings_.skip_first && number_ == 0) {
      if (auto skipped = read(); !skipped || !*skipped) return skipped;
    }
    auto found = read();
    if (!found || !*found) return found;
    if (settings_.constant_fields && !check_width()) {
      return bad_request("Stream_WrongNumberOfFields",
                         fmt::format("record {} has {} fields, the first one has {}", number_,
                                     fields_.size(), width_));
    }
    for (std::size_t i = 0; i < plans.size(); ++i) values[i] = value(plans[i]);
    return true;
  }

 private:
  bool check_width() {
    if (width_ == 0) width_ = fields_.size();
    return fields_.size() == width_;
  }

  std::optional<std::string> value(const FieldPlan& plan) const {
    switch (plan.from) {
      case FieldPlan::From::Constant: return plan.constant;
      case FieldPlan::From::LineNumber: return fmt::to_string(number_);
      case FieldPlan::From::Ordinal:
        if (plan.ordinal < fields_.size()) return fields_[plan.ordinal];
        break;
      case FieldPlan::From::Nothing:
      case FieldPlan::From::Path: break;
    }
    return std::nullopt;
  }

  /// Reads the next record that is not an empty line into fields_; false at the end.
  Answer<bool> read() {
    while (text_.starts_with('\n') || text_.starts_with("\r\n")) take_line(text_);
    if (text_.empty()) return false;
    ++number_;
    fields_.clear();
    if (delimiter_ == '\0') {
      fields_.emplace_back(take_line(text_));
      return true;
    }
    while (true) {
      auto more = read_field();
      if (!more) return more;
      if (!*more) return true;
    }
  }

  /// Reads one field and what ends it; true when a delimiter did.
  Answer<bool> read_field() {
    std::string field;
    if (text_.starts_with('"') && !unquote(field)) {
      return bad_request("Stream_ClosingQuoteMissing",
                         fmt::format("a quote of record {} is never closed", number_));
    }
    const char ends[] = {delimiter_, '\n', '\0'};
    const std::size_t end = text_.find_first_of(ends);
    std::string_view plain = text_.substr(0, end);
    const bool more = end != text_.npos && text_[end] == delimiter_;
    text_.remove_prefix(end == text_.npos ? text_.size() : end + 1);
    if (!more && plain.ends_with('\r')) plain.remove_suffix(1);
    field += plain;
    fields_.push_back(std::move(field));
    return more;
  }

  /// Takes `"…"` off the text; doubled quotes stand for one.
  bool unquote(std::string& field) {
    text_.remove_prefix(1);
    while (true) {
      const std::size_t quote = text_.find('"');
      if (quote == text_.npos) return false;
      field += text_.substr(0, quote);
      text_.remove_prefix(quote + 1);
      if (!text_.starts_with('"')) return true;
      field += '"';
      text_.remove_prefix(1);
    }
  }

  char delimiter_;
  std::string_view text_;
  RecordSettings settings_;
  std::vector<std::string> fields_;
  std::size_t number_ = 0;  // of the record in fields_, from 1
  std::size_t width_ = 0;   // fields of the first record; 0 before it
};

class JsonLines : public Records {
 public:
  JsonLines(std::string_view text, const RecordSettings& settings)
      : text_(text), skip_first_(settings.skip_first) {}

  /// A line that is no JSON is skipped without a word, as the service does.
  Answer<bool> next(const FieldPlans& plans, Values& values) override {
    while (!text_.empty()) {
      const std::string_view line = take_line(text_);
      ++number_;
      if (skip_first_ && number_ == 1) continue;
      const auto json = rows::compact_json(line);
      if (!json || !json->starts_with('{')) continue;
      simdjson::padded_string padded(*json);
      for (std::size_t i = 0; i < plans.size(); ++i) values[i] = value(padded, plans[i]);
      return true;
    }
    return false;
  }

 private:
  std::optional<std::string> value(const simdjson::padded_string& record, const FieldPlan& plan) {
    switch (plan.from) {
      case FieldPlan::From::Constant: return plan.constant;
      case FieldPlan::From::LineNumber: return fmt::to_string(number_);
      case FieldPlan::From::Path: return at(record, plan.path);
      case FieldPlan::From::Nothing:
      case FieldPlan::From::Ordinal: break;
    }
    return std::nullopt;
  }

  std::optional<std::string> at(const simdjson::padded_string& record,
                                const std::vector<PathStep>& path) {
    simdjson::ondemand::document document;
    if (parser_.iterate(record).get(document)) return std::nullopt;
    simdjson::ondemand::value value;
    if (document.get_value().get(value)) return std::nullopt;
    for (const PathStep& step : path) {
      const auto* key = std::get_if<std::string>(&step);
      const auto trouble = key ? value.find_field_unordered(*key).get(value)
                               : value.at(std::get<std::size_t>(step)).get(value);
      if (trouble) return std::nullopt;
    }
    return text_of(value);
  }

  /// A string without its quotes, anything else as its JSON text; null is nothing.
  static std::optional<std::string> text_of(simdjson::ondemand::value value) {
    bool null = false;
    if (value.is_null().get(null) || null) return std::nullopt;
    Type type{};
    if (value.type().get(type)) return std::nullopt;
    std::string_view text;
    if (raw_text(value, type).get(text)) return std::nullopt;
    return std::string(text);
  }

  using Type = simdjson::ondemand::json_type;

  static simdjson::simdjson_result<std::string_view> raw_text(simdjson::ondemand::value value,
                                                              Type type) {
    if (type == Type::string) return value.get_string();
    if (type == Type::array) {
      simdjson::ondemand::array array;
      const auto trouble = value.get_array().get(array);
      if (trouble) return trouble;
      return array.raw_json();
    }
    if (type == Type::object) {
      simdjson::ondemand::object object;
      const auto trouble = value.get_object().get(object);
      if (trouble) return trouble;
      return object.raw_json();
    }
    return value.raw_json_token();
  }

  std::string_view text_;
  bool skip_first_;
  simdjson::ondemand::parser parser_;
  std::size_t number_ = 0;
};

}  // namespace

const IngestFormat* find_ingest_format(std::string_view name) {
  const auto found =
      std::ranges::find_if(kFormats, [&](const auto& f) { return equal_fold(f.name, name); });
  return found == std::end(kFormats) ? nullptr : found;
}

std::unique_ptr<Records> read_records(const IngestFormat& format, std::string_view text,
                                      const RecordSettings& settings) {
  if (format.mapping_kind == "json") return std::make_unique<JsonLines>(text, settings);
  return std::make_unique<DelimitedRecords>(format.delimiter, text, settings);
}

}  // namespace adxc::engine

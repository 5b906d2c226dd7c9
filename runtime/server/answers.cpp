#include "runtime/server/answers.h"

#include <fmt/format.h>

#include "runtime/rows/json_text.h"

namespace adxc::server {
namespace {

/// Small answers go out in one piece, large ones as they grow.
constexpr std::size_t kPiece = std::size_t{64} << 10;

void add_columns(std::string& out, const rows::Schema& schema, bool with_data_type) {
  out += "\"Columns\":[";
  for (std::size_t i = 0; i < schema.size(); ++i) {
    out += i == 0 ? "{\"ColumnName\":" : ",{\"ColumnName\":";
    rows::append_json_string(out, schema[i].name);
    if (with_data_type) out += fmt::format(",\"DataType\":\"{}\"", data_type(schema[i].type));
    out += fmt::format(",\"ColumnType\":\"{}\"}}", name(schema[i].type));
  }
  out += ']';
}

/// A table known beforehand: text cells that are JSON already.
void add_fixed_table(std::string& out, const rows::Schema& schema,
                     const std::vector<std::vector<std::string>>& lines, bool with_data_type) {
  add_columns(out, schema, with_data_type);
  out += fmt::format(",\"Rows\":[");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += fmt::format("{}[{}]", i == 0 ? "" : ",", fmt::join(lines[i], ","));
  }
  out += "]}";
}

const rows::Schema& status_schema() {
  static const rows::Schema kSchema = {
      {"Timestamp", ScalarType::DateTime},       {"Severity", ScalarType::Int},
      {"SeverityName", ScalarType::String},      {"StatusCode", ScalarType::Int},
      {"StatusDescription", ScalarType::String}, {"Count", ScalarType::Int},
      {"RequestId", ScalarType::Guid},           {"ActivityId", ScalarType::Guid},
      {"SubActivityId", ScalarType::Guid},       {"ClientActivityId", ScalarType::String}};
  return kSchema;
}

std::string quoted(std::string_view text) {
  std::string out;
  rows::append_json_string(out, text);
  return out;
}

constexpr std::string_view kVisualization =
    "{\"Visualization\":null,\"Title\":null,\"XColumn\":null,\"Series\":null,\"YColumns\":null}";

/// The refusal as one of the OneApiErrors of an answer.
std::string api_errors(const engine::Refusal& refusal, const Ids& ids, std::string_view database) {
  return "{\"OneApiErrors\":[" + error_body(refusal, ids, database) + "]}";
}

}  // namespace

Result<void> Answer::flush(bool always) {
  if (pending_.empty() || (!always && pending_.size() < kPiece)) return {};
  begun_ = true;
  if (!output_(std::exchange(pending_, {})))
    return fail(ErrorKind::Cancelled, "the caller has gone");
  return {};
}

void Answer::add_rows(const rows::Batch& batch) {
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    pending_ += first_row_ ? "[" : ",\n[";
    first_row_ = false;
    for (std::size_t column = 0; column < schema_.size(); ++column) {
      if (column > 0) pending_ += ',';
      rows::append_json_cell(pending_, schema_[column].type, batch.at(row, column));
    }
    pending_ += ']';
  }
}

Result<void> AnswerV1::begin(const std::string&, const rows::Schema& schema) {
  schema_ = schema;
  first_row_ = true;
  pending_ += tables_ == 0 ? "{\"Tables\":[" : ",";
  pending_ += fmt::format("{{\"TableName\":\"Table_{}\",", tables_++);
  add_columns(pending_, schema, true);
  pending_ += ",\"Rows\":[";
  return flush(false);
}

Result<void> AnswerV1::batch(const rows::Batch& batch) {
  add_rows(batch);
  return flush(false);
}

Result<void> AnswerV1::end() {
  pending_ += "]}";
  return flush(false);
}

void AnswerV1::add_contents() {
  const std::size_t results = tables_;
  pending_ += fmt::format(",{{\"TableName\":\"Table_{}\",", tables_++);
  add_fixed_table(pending_, {{"Value", ScalarType::String}}, {{quoted(kVisualization)}}, true);
  pending_ += fmt::format(",{{\"TableName\":\"Table_{}\",", tables_++);
  const std::string activity = quoted(ids_.activity_id);
  add_fixed_table(pending_, status_schema(),
                  {{"null", "4", "\"Info\"", "0", "\"Query completed successfully\"", "1", activity,
                    activity, activity, quoted(ids_.client_request_id)}},
                  true);
  std::vector<std::vector<std::string>> lines;
  for (std::size_t i = 0; i < tables_; ++i) {
    const bool result = i < results;
    const std::string kind =
        result ? "QueryResult" : (i == results ? "QueryProperties" : "QueryStatus");
    const std::string title =
        result ? "PrimaryResult" : (i == results ? "@ExtendedProperties" : "QueryStatus");
    lines.push_back({std::to_string(i), quoted(kind), quoted(title), activity, "\"\""});
  }
  pending_ += fmt::format(",{{\"TableName\":\"Table_{}\",", tables_++);
  add_fixed_table(pending_,
                  {{"Ordinal", ScalarType::Long},
                   {"Kind", ScalarType::String},
                   {"Name", ScalarType::String},
                   {"Id", ScalarType::String},
                   {"PrettyName", ScalarType::String}},
                  lines, true);
}

Result<void> AnswerV1::finish() {
  if (tables_ == 0) pending_ += "{\"Tables\":[";
  if (contents_ && tables_ > 0) add_contents();
  pending_ += "]}";
  return flush(true);
}

Result<void> AnswerV1::refuse(const engine::Refusal& refusal) {
  const std::string text = "[" + quoted(refusal.message) + "]";
  pending_ += fmt::format("{}{{\"Exceptions\":{}}}]}}],\"Exceptions\":{}}}", first_row_ ? "" : ",",
                          text, text);
  return flush(true);
}

void AnswerV2::open() {
  pending_ += fmt::format(
      "[{{\"FrameType\":\"DataSetHeader\",\"IsProgressive\":false,\"Version\":\"v2.0\","
      "\"IsFragmented\":{},"
      "\"ErrorReportingPlacement\":\"{}\"}}",
      fragmented_, errors_at_end_ ? "EndOfTable" : "InData");
  next_frame();
  pending_ +=
      "{\"FrameType\":\"DataTable\",\"TableId\":0,\"TableKind\":\"QueryProperties\",\"TableName\":"
      "\"@ExtendedProperties\",";
  add_fixed_table(
      pending_,
      {{"TableId", ScalarType::Int}, {"Key", ScalarType::String}, {"Value", ScalarType::Dynamic}},
      {{"1", "\"Visualization\"", quoted(kVisualization)}}, false);
}

/// A comma, on a line of its own when the client parses line by line.
void AnswerV2::next_frame() {
  pending_ += newlines_ ? "\n," : ",";
}

Result<void> AnswerV2::begin(const std::string& table, const rows::Schema& schema) {
  if (tables_ == 0) open();
  schema_ = schema;
  first_row_ = true;
  in_table_ = true;
  rows_ = 0;
  next_frame();
  pending_ += fmt::format(
      "{{\"FrameType\":\"{}\",\"TableId\":{},\"TableKind\":\"PrimaryResult\",\"TableName\":",
      fragmented_ ? "TableHeader" : "DataTable", ++tables_);
  rows::append_json_string(pending_, table);
  pending_ += ',';
  add_columns(pending_, schema, false);
  pending_ += fragmented_ ? "}" : ",\"Rows\":[";
  // The schema is known, so the query is sound: the answer may begin.
  return flush(true);
}

Result<void> AnswerV2::batch(const rows::Batch& batch) {
  if (batch.rows() == 0) return {};
  rows_ += batch.rows();
  if (fragmented_) {
    next_frame();
    pending_ += fmt::format(
        "{{\"FrameType\":\"TableFragment\",\"TableFragmentType\":\"DataAppend\",\"TableId\":{},"
        "\"Rows\":[",
        tables_);
    first_row_ = true;
  }
  add_rows(batch);
  if (fragmented_) pending_ += "]}";
  return flush(false);
}

Result<void> AnswerV2::end() {
  in_table_ = false;
  if (!fragmented_) {
    pending_ += "]}";
    return flush(false);
  }
  next_frame();
  pending_ += fmt::format("{{\"FrameType\":\"TableCompletion\",\"TableId\":{},\"RowCount\":{}}}",
                          tables_, rows_);
  return flush(false);
}

void AnswerV2::add_completion_information(const engine::Refusal* refusal) {
  next_frame();
  pending_ += fmt::format(
      "{{\"FrameType\":\"DataTable\",\"TableId\":{},\"TableKind\":\"QueryCompletionInformation\","
      "\"TableName\":\"QueryCompletionInformation\",",
      tables_ + 1);
  const rows::Schema schema = {
      {"Timestamp", ScalarType::DateTime},    {"ClientRequestId", ScalarType::String},
      {"ActivityId", ScalarType::Guid},       {"SubActivityId", ScalarType::Guid},
      {"ParentActivityId", ScalarType::Guid}, {"Level", ScalarType::Int},
      {"LevelName", ScalarType::String},      {"StatusCode", ScalarType::Int},
      {"StatusCodeName", ScalarType::String}, {"EventType", ScalarType::Int},
      {"EventTypeName", ScalarType::String},  {"Payload", ScalarType::String}};
  const std::string activity = quoted(ids_.activity_id);
  const std::string text = refusal != nullptr ? refusal->message : "Query completed successfully";
  const std::string payload = "{\"Count\":1,\"Text\":" + quoted(text) + "}";
  add_fixed_table(pending_, schema,
                  {{"null", quoted(ids_.client_request_id), activity, activity, activity,
                    refusal != nullptr ? "2" : "4", refusal != nullptr ? "\"Error\"" : "\"Info\"",
                    refusal != nullptr ? "-2133196797" : "0",
                    refusal != nullptr ? quoted(refusal->code) : "\"S_OK (0)\"", "4",
                    "\"QueryInfo\"", quoted(payload)}},
                  false);
}

Result<void> AnswerV2::complete(const engine::Refusal* refusal) {
  add_completion_information(refusal);
  next_frame();
  pending_ +=
      fmt::format("{{\"FrameType\":\"DataSetCompletion\",\"HasErrors\":{},\"Cancelled\":false",
                  refusal != nullptr);
  if (refusal != nullptr)
    pending_ += ",\"OneApiErrors\":[" + error_body(*refusal, ids_, database_) + "]";
  pending_ += newlines_ ? "}\n]" : "}]";
  return flush(true);
}

Result<void> AnswerV2::finish() {
  if (tables_ == 0) open();
  return complete(nullptr);
}

Result<void> AnswerV2::refuse(const engine::Refusal& refusal) {
  if (in_table_ && !fragmented_) {
    pending_ += (first_row_ ? "" : ",") +
                (errors_at_end_ ? "" : api_errors(refusal, ids_, database_)) + "]}";
  } else if (in_table_) {
    next_frame();
    pending_ += fmt::format(
        "{{\"FrameType\":\"TableCompletion\",\"TableId\":{},\"RowCount\":{},\"OneApiErrors\":[{}]}"
        "}",
        tables_, rows_, error_body(refusal, ids_, database_));
  }
  return complete(&refusal);
}

}  // namespace adxc::server

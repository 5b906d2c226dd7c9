#include "runtime/adx/dataset.h"

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/adx/error_body.h"

namespace adxc::adx {
namespace {

/// Of a frame whose rows come before their columns; the service does not write such frames.
constexpr std::size_t kMaxPendingBytes = std::size_t{64} << 20;
/// Levels of a status row: 1 critical, 2 error, 3 warning, 4 information.
constexpr std::int64_t kErrorLevel = 2;

tl::unexpected<Error> broken(std::string_view what) {
  return fail(ErrorKind::Unavailable, fmt::format("the answer cannot be read: {}", what));
}

/// The error that a status row's payload describes.
Error status_error(const std::string& payload) {
  const auto json = parse_small(payload);
  if (!json || !json->is_object()) return error_of_text(payload);
  if (json->contains("error")) return error_of(*json, 200);
  const auto text = json->find("Text");
  return error_of_text(text != json->end() && text->is_string() ? text->get<std::string>()
                                                                : payload);
}

}  // namespace

std::string Dataset::text(const char* name) const {
  const auto found = frame_.find(name);
  return found != frame_.end() && found->is_string() ? found->get<std::string>() : "";
}

std::int64_t Dataset::number(const char* name) const {
  const auto found = frame_.find(name);
  return found != frame_.end() && found->is_number_integer() ? found->get<std::int64_t>() : -1;
}

Result<void> Dataset::begin_frame() {
  frame_ = nlohmann::json::object();
  table_ = nullptr;
  return {};
}

Result<void> Dataset::member(std::string_view name, std::string_view json) {
  auto value = parse_small(json);
  if (!value) return broken(fmt::format("`{}` is {}", shortened(name), shortened(json)));
  frame_[std::string(name)] = std::move(*value);
  return {};
}

/// An error among the members `OneApiErrors` of the frame.
Result<void> Dataset::no_errors() const {
  const auto errors = frame_.find("OneApiErrors");
  if (errors == frame_.end() || !errors->is_array() || errors->empty()) return {};
  return tl::make_unexpected(error_of(errors->front(), 200));
}

bool Dataset::can_take_rows() const {
  const std::string type = text("FrameType");
  if (type == "DataTable") return frame_.contains("TableKind") && frame_.contains("Columns");
  return type == "TableFragment" && frame_.contains("TableId") &&
         frame_.contains("TableFragmentType");
}

/// Makes the table that TableHeader or DataTable describes.
Result<void> Dataset::declare_table() {
  ADXC_LET(schema, schema_of(frame_.value("Columns", nlohmann::json())));
  const std::string kind = text("TableKind");
  Table& table = tables_[number("TableId")];
  table = {kind == "PrimaryResult"                ? Kind::Primary
           : kind == "QueryCompletionInformation" ? Kind::Completion
                                                  : Kind::Other,
           std::move(schema), 0};
  table_ = &table;
  if (table.kind != Kind::Primary) return {};
  if (has_primary_)
    return fail(ErrorKind::Refused, "the query has more than one result, one is wanted");
  has_primary_ = true;
  batch_.clear(table.schema.size());
  return sink_.begin(table.schema);
}

Result<void> Dataset::open_fragment() {
  const auto found = tables_.find(number("TableId"));
  if (found == tables_.end()) return broken("a fragment of a table without header");
  table_ = &found->second;
  if (text("TableFragmentType") == "DataAppend" || table_->rows == 0) return {};
  return broken("a fragment replaces rows that were already taken");
}

Result<void> Dataset::open_table() {
  if (table_ != nullptr) return {};
  return text("FrameType") == "DataTable" ? declare_table() : open_fragment();
}

Result<void> Dataset::row(std::string_view json) {
  if (can_take_rows()) {
    ADXC_TRY(open_table());
    return take_row(json);
  }
  pending_bytes_ += json.size();
  if (pending_bytes_ > kMaxPendingBytes)
    return broken(
        fmt::format("more than {} MiB of rows before their columns", kMaxPendingBytes >> 20));
  pending_.emplace_back(json);
  return {};
}

Result<void> Dataset::take_row(std::string_view json) {
  if (json.starts_with('{')) {
    // Where a row is wanted stands an object: the query failed half-way.
    const auto error = parse_small(json);
    if (!error) return broken("an object among the rows");
    frame_ = *error;
    ADXC_TRY(no_errors());
    return tl::make_unexpected(error_of(*error, 200));
  }
  ++table_->rows;
  if (table_->kind == Kind::Completion) return check_status(json);
  if (table_->kind == Kind::Other) return {};
  ADXC_TRY(add_row(batch_, table_->schema, json));
  if (!batch_.full()) return {};
  ADXC_TRY(sink_.batch(batch_));
  batch_.clear(table_->schema.size());
  return {};
}

Result<void> Dataset::check_status(const std::string_view json) const {
  const auto row = parse_small(json);
  if (!row || !row->is_array() || row->size() != table_->schema.size())
    return broken("a status row");
  std::int64_t level = 0;
  std::string payload;
  for (std::size_t i = 0; i < row->size(); ++i) {
    const std::string& column = table_->schema[i].name;
    if (column == "Level" && (*row)[i].is_number_integer()) level = (*row)[i].get<std::int64_t>();
    if (column == "Payload" && (*row)[i].is_string()) payload = (*row)[i].get<std::string>();
  }
  if (level == 0 || level > kErrorLevel) return {};
  return tl::make_unexpected(status_error(payload));
}

Result<void> Dataset::end_frame() {
  const std::string type = text("FrameType");
  if (type == "TableHeader") return declare_table();
  if (type == "TableCompletion") return check_row_count();
  if (type == "DataSetCompletion") return complete();
  if (type != "DataTable" && type != "TableFragment") return {};
  ADXC_TRY(no_errors());
  ADXC_TRY(open_table());
  for (const std::string& json : pending_) ADXC_TRY(take_row(json));
  pending_.clear();
  pending_bytes_ = 0;
  return {};
}

Result<void> Dataset::check_row_count() const {
  ADXC_TRY(no_errors());
  const auto found = tables_.find(number("TableId"));
  const std::int64_t announced = number("RowCount");
  if (found == tables_.end() || announced < 0) return {};
  if (static_cast<std::uint64_t>(announced) == found->second.rows) return {};
  return broken(fmt::format("{} rows came, {} were announced", found->second.rows, announced));
}

Result<void> Dataset::complete() {
  ADXC_TRY(no_errors());
  if (frame_.value("Cancelled", nlohmann::json()) == true)
    return fail(ErrorKind::Unavailable, "the query was cancelled at the service");
  if (frame_.value("HasErrors", nlohmann::json()) == true)
    return fail(ErrorKind::Refused, "the query failed after it had begun to answer");
  complete_ = true;
  return {};
}

Result<void> Dataset::finish() {
  if (!complete_ || !scanner_.complete())
    return broken("it ends before its end, the connection was cut");
  if (!has_primary_) return fail(ErrorKind::Refused, "the query has no result");
  return batch_.rows() == 0 ? Result<void>() : sink_.batch(batch_);
}

}  // namespace adxc::adx

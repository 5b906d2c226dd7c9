#include "runtime/adx/table_sink.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "runtime/adx/csv_mapping.h"
#include "runtime/adx/error_body.h"
#include "runtime/adx/syntax.h"
#include "runtime/encoding/csv.h"

namespace adxc::adx {
namespace {

using Json = nlohmann::json;

/// Inline ingestion is meant for small data; one command is at most about this long.
constexpr std::size_t kMaxBatchBytes = std::size_t{1} << 20;
/// The service cuts longer strings, and makes longer dynamic values null, without a word.
constexpr std::size_t kMaxCellBytes = std::size_t{1} << 20;
constexpr std::int64_t kShowTimeout = 4 * kTicksPerMinute;
/// Clocks differ and requests travel, so the service is given this much longer to give up.
constexpr std::int64_t kGrace = 5 * kTicksPerSecond;
constexpr std::size_t kNothing = std::numeric_limits<std::size_t>::max();

/// Where each field of a record comes from.
struct Layout {
  rows::Schema schema;               // of the rows that are given
  std::vector<std::size_t> sources;  // for each field the column of the row, or kNothing
};

std::string names_of(const rows::Schema& schema) {
  std::string names;
  for (const rows::Column& column : schema)
    names.append(names.empty() ? "`" : ", `").append(column.name).append("`");
  return names;
}

std::size_t index_of(const rows::Schema& schema, std::string_view name) {
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (schema[i].name == name) return i;
  }
  return kNothing;
}

/// Records have all columns of the table, in its order.
Result<Layout> layout_by_name(const std::string& table_name, const rows::Schema& table,
                              const rows::Schema& offered) {
  Layout layout{offered, std::vector<std::size_t>(table.size(), kNothing)};
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const std::size_t column = index_of(table, offered[i].name);
    if (column == kNothing)
      return fail(ErrorKind::Data,
                  fmt::format("the copy hands over column `{}`, which table `{}` does not have; it "
                              "hands over {}, the table has {} (names are case-sensitive)",
                              offered[i].name, table_name, names_of(offered), names_of(table)));
    if (layout.sources[column] != kNothing)
      return fail(ErrorKind::Data,
                  fmt::format("the copy hands over column `{}` twice", offered[i].name));
    layout.sources[column] = i;
    layout.schema[i].type = table[column].type;
  }
  return layout;
}

/// Records have the columns that are handed over, in their order.
Result<Layout> layout_by_mapping(std::string_view mapping_json, const rows::Schema& table,
                                 const rows::Schema& offered) {
  ADXC_LET(mapping, read_csv_mapping(mapping_json));
  ADXC_LET(fields, fields_of(mapping, table, offered));
  Layout layout{std::move(fields), std::vector<std::size_t>(offered.size())};
  for (std::size_t i = 0; i < offered.size(); ++i) layout.sources[i] = i;
  return layout;
}

Result<std::string> show_mapping(Client& client, const IngestTarget& target) {
  const auto shown = client.manage(fmt::format(".show table {} ingestion csv mapping {}",
                                               entity(target.table), literal(target.mapping_name)),
                                   Effect::None, kShowTimeout);
  const std::string what =
      fmt::format("csv mapping `{}` of table `{}`", target.mapping_name, target.table);
  if (!shown && shown.error().kind != ErrorKind::NotFound)
    return within(shown.error(), "while reading the " + what);
  if (!shown || shown->rows.rows() == 0)
    return fail(ErrorKind::NotFound, fmt::format("the {} does not exist", what));
  return std::string(shown->text(0, "Mapping"));
}

Result<Layout> make_layout(Client& client, const IngestTarget& target,
                           const rows::Schema& offered) {
  ADXC_LET(table, show_table(client, target.table));
  if (!target.mapping_json.empty()) return layout_by_mapping(target.mapping_json, table, offered);
  if (target.mapping_name.empty()) return layout_by_name(target.table, table, offered);
  ADXC_LET(mapping, show_mapping(client, target));
  auto layout = layout_by_mapping(mapping, table, offered);
  if (layout) return layout;
  return within(std::move(layout).error(), fmt::format("in csv mapping `{}` of table `{}`",
                                                       target.mapping_name, target.table));
}

/// True when the request may have been carried out although it failed.
bool is_unclear(const Error& error) {
  return error.retryable || error.kind == ErrorKind::Timeout ||
         error.kind == ErrorKind::Unavailable;
}

std::int64_t whole_number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class TableRowSink : public rows::RowSink {
 public:
  TableRowSink(Client client, IngestTarget target, Layout layout)
      : client_(std::move(client)), target_(std::move(target)), layout_(std::move(layout)) {}

  const rows::Schema& schema() const override { return layout_.schema; }
  Result<void> write(const rows::Batch& batch) override;
  Result<void> finish() override;
  rows::Traffic traffic() const override { return {sent_bytes_, 0}; }

 private:
  Result<void> add_row(const rows::Batch& batch, std::size_t row);
  Result<void> check_size(const rows::Batch& batch, std::size_t row, std::size_t column) const;
  Result<void> flush();
  Result<void> send();
  Result<bool> has_arrived(std::int64_t sent_at);
  std::string batch_tag(std::size_t batch) const;
  std::string command() const;
  Result<std::map<std::string, std::int64_t>> count_rows(std::string_view filter,
                                                         const std::string& tag);

  Client client_;
  IngestTarget target_;
  Layout layout_;
  encoding::CsvWriter record_{{',', '"', '"', "\n"}};
  std::string data_;                   // records of the batch being gathered
  std::int64_t rows_ = 0;              // in data_
  std::vector<std::int64_t> batches_;  // rows of each batch that was sent
  std::uint64_t sent_bytes_ = 0;
};

std::string TableRowSink::batch_tag(std::size_t batch) const {
  return fmt::format("drop-by:{}:{}", target_.tag_prefix, batch);
}

Result<void> TableRowSink::write(const rows::Batch& batch) {
  for (std::size_t row = 0; row < batch.rows(); ++row) ADXC_TRY(add_row(batch, row));
  return {};
}

Result<void> TableRowSink::check_size(const rows::Batch& batch, std::size_t row,
                                      std::size_t column) const {
  if (batch.at(row, column).text.size() <= kMaxCellBytes) return {};
  const std::string place =
      batch.file().empty() ? "" : fmt::format("`{}`, line {}: ", batch.file(), batch.line(row));
  return fail(
      ErrorKind::Data,
      fmt::format("{}a value of column `{}` has {} bytes; the service would cut it to {}", place,
                  layout_.schema[column].name, batch.at(row, column).text.size(), kMaxCellBytes));
}

Result<void> TableRowSink::add_row(const rows::Batch& batch, std::size_t row) {
  record_.clear();
  for (const std::size_t column : layout_.sources) {
    const bool only = layout_.sources.size() == 1;  // an empty record could be taken for none
    const rows::Cell cell = column == kNothing ? rows::Cell{"", true} : batch.at(row, column);
    if (column != kNothing) ADXC_TRY(check_size(batch, row, column));
    if (cell.null && !only)
      record_.add_raw("");
    else
      record_.add(cell.text, only || layout_.schema[column].type == ScalarType::String);
  }
  record_.end_record();
  const bool full = data_.size() + record_.text().size() > kMaxBatchBytes ||
                    (target_.rows_per_batch > 0 && rows_ >= target_.rows_per_batch);
  if (full) ADXC_TRY(flush());
  data_ += record_.text();
  ++rows_;
  return {};
}

std::string TableRowSink::command() const {
  Json tags = Json::array({batch_tag(batches_.size())});
  for (const std::string& tag : target_.tags) tags.push_back(tag);
  std::string properties = fmt::format(
      "format='csv', tags={}, "
      "validationPolicy='{{\"ValidationOptions\":1,\"ValidationImplications\":0}}'",
      literal(tags.dump(-1, ' ', false, Json::error_handler_t::replace)));
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) properties += fmt::format(", {}={}", name, literal(value));
  };
  add("ingestionMappingReference", target_.mapping_name);
  add("ingestionMapping", target_.mapping_json);
  add("creationTime", target_.creation_time);
  return fmt::format(".ingest inline into table {} with ({}) <|\n{}", entity(target_.table),
                     properties, data_);
}

Result<void> TableRowSink::flush() {
  if (rows_ == 0) return {};
  batches_.push_back(rows_);
  sent_bytes_ += data_.size();
  auto sent = send();
  if (!sent)
    return within(std::move(sent).error(),
                  fmt::format("while ingesting batch {} of `{}`", batches_.size(), target_.table));
  data_.clear();
  rows_ = 0;
  return {};
}

Result<void> TableRowSink::send() {
  const std::string text = command();
  for (int tried = 1;; ++tried) {
    const std::int64_t sent_at = client_.clock().steady();
    auto answer = client_.manage(text, Effect::Changes, target_.batch_timeout_ticks);
    if (answer) return {};
    if (!is_unclear(answer.error())) return tl::make_unexpected(std::move(answer).error());
    ADXC_LET(arrived, has_arrived(sent_at));
    if (arrived) return {};
    if (tried >= target_.tries) return tl::make_unexpected(std::move(answer).error());
  }
}

/// Looks whether the batch whose answer was lost is in the table, once it can no longer come.
Result<bool> TableRowSink::has_arrived(std::int64_t sent_at) {
  const std::int64_t until = sent_at + target_.batch_timeout_ticks + kGrace;
  const std::int64_t now = client_.clock().steady();
  if (now < until) client_.clock().sleep(until - now);
  const std::string tag = batch_tag(batches_.size());
  ADXC_LET(counts, count_rows("has", tag));
  const std::int64_t found = counts[tag];
  if (found == 0 || found == rows_) return found == rows_;
  return fail(
      ErrorKind::Data,
      fmt::format("{} rows are in the table under the tag `{}`, {} were sent", found, tag, rows_));
}

/// Rows of the table's extents by each of their tags.
Result<std::map<std::string, std::int64_t>> TableRowSink::count_rows(std::string_view filter,
                                                                     const std::string& tag) {
  ADXC_LET(extents, client_.manage(fmt::format(".show table {} extents where tags {} {}",
                                               entity(target_.table), filter, literal(tag)),
                                   Effect::None, kShowTimeout));
  if (!extents.column("Tags") || !extents.column("RowCount"))
    return fail(ErrorKind::Unavailable, "the list of extents lacks `Tags` or `RowCount`");
  std::map<std::string, std::int64_t> counts;
  for (std::size_t row = 0; row < extents.rows.rows(); ++row) {
    const std::string_view tags = extents.text(row, "Tags");
    const std::int64_t rows = whole_number(extents.text(row, "RowCount"));
    for (std::size_t at = 0; at < tags.size();) {
      const std::size_t end = std::min(tags.find_first_of("\r\n", at), tags.size());
      if (end > at) counts[std::string(tags.substr(at, end - at))] += rows;
      at = end + 1;
    }
  }
  return counts;
}

Result<void> TableRowSink::finish() {
  ADXC_TRY(flush());
  if (batches_.empty()) return {};
  ADXC_LET(counts, count_rows("contains", fmt::format("drop-by:{}:", target_.tag_prefix)));
  for (std::size_t batch = 1; batch <= batches_.size(); ++batch) {
    const std::int64_t found = counts[batch_tag(batch)];
    if (found == batches_[batch - 1]) continue;
    return fail(ErrorKind::Data,
                fmt::format("table `{}` has {} rows under the tag `{}`, {} were written",
                            target_.table, found, batch_tag(batch), batches_[batch - 1]));
  }
  return {};
}

}  // namespace

Result<rows::Schema> show_table(Client& client, const std::string& table) {
  auto shown = client.manage(fmt::format(".show table {} schema as json", entity(table)),
                             Effect::None, kShowTimeout);
  if (!shown)
    return within(std::move(shown).error(),
                  fmt::format("while reading the schema of table `{}`", table));
  const auto json = shown->rows.rows() > 0 ? parse_small(shown->text(0, "Schema")) : std::nullopt;
  if (!json || !json->is_object() || !json->contains("OrderedColumns"))
    return fail(ErrorKind::Unavailable,
                fmt::format("the schema of table `{}` cannot be read", table));
  Json columns = Json::array();
  for (const Json& column : (*json)["OrderedColumns"]) {
    if (!column.is_object()) continue;
    columns.push_back({{"ColumnName", column.value("Name", Json())},
                       {"ColumnType", column.value("CslType", Json())},
                       {"DataType", column.value("Type", Json())}});
  }
  return schema_of(columns);
}

Result<std::unique_ptr<rows::RowSink>> open_table_sink(Client client, IngestTarget target,
                                                       const rows::Schema& offered) {
  ADXC_LET(layout, make_layout(client, target, offered));
  return std::make_unique<TableRowSink>(std::move(client), std::move(target), std::move(layout));
}

}  // namespace adxc::adx

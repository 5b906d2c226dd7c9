#include "runtime/engine/ingest.h"

#include "runtime/engine/characters.h"
#include "runtime/rows/value.h"

namespace adxc::engine {

namespace {

/// A longer string is cut, a longer dynamic becomes null, as in the service.
constexpr std::size_t kMaxCellBytes = std::size_t{1} << 20;

constexpr std::string_view kNoExtent = "00000000-0000-0000-0000-000000000000";

/// At most kMaxCellBytes, cut between characters.
std::string_view cut(std::string_view text) {
  if (text.size() <= kMaxCellBytes) return text;
  std::size_t end = kMaxCellBytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::optional<std::string> stored_cell(ScalarType type, const std::optional<std::string>& value) {
  if (!value) return std::nullopt;
  if (type == ScalarType::String) return std::string(cut(repaired_utf8(*value)));
  if (type != ScalarType::Dynamic) return rows::canonical(type, *value);
  auto json = rows::canonical(type, repaired_utf8(*value));
  if (!json || *json == "null" || json->size() > kMaxCellBytes) return std::nullopt;
  return json;
}

}  // namespace

Result<ExtentWriter> ExtentWriter::open(Connection& connection, const Table& table,
                                        std::vector<std::string> tags, std::int64_t created,
                                        std::int64_t bytes) {
  ADXC_LET(number, next_number(connection));
  ADXC_LET(appender, RowAppender::open(connection, table));
  Extent extent{random_guid(), table.id, number, created, 0, bytes, std::move(tags)};
  return ExtentWriter(connection, table, std::move(extent), std::move(appender));
}

Result<void> ExtentWriter::add(const std::vector<std::optional<std::string>>& values) {
  ADXC_TRY(appender_.begin_row(extent_.number));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const ScalarType type = table_.columns[i].type;
    const auto cell = stored_cell(type, values[i]);
    ADXC_TRY(appender_.add(type, {cell ? std::string_view(*cell) : "", !cell}));
  }
  ++extent_.rows;
  return appender_.end_row();
}

Result<std::string> ExtentWriter::finish() {
  ADXC_TRY(appender_.finish());
  if (extent_.rows == 0) return std::string(kNoExtent);
  ADXC_TRY(insert_extent(connection_, extent_));
  return extent_.id;
}

}  // namespace adxc::engine

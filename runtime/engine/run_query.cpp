#include "runtime/engine/run_query.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "runtime/engine/cells.h"
#include "runtime/engine/moments.h"

namespace adxc::engine {

namespace {

constexpr std::int64_t kDefaultTimeout = 4 * kTicksPerMinute;
constexpr std::int64_t kMaxTimeout = kTicksPerHour;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The lower of two limits, of which either may be none.
void lower(std::optional<std::int64_t>& limit, std::optional<std::int64_t> other) {
  if (other) limit = std::min(limit.value_or(*other), *other);
}

rows::Schema schema_of(const kql::RowSchema& columns) {
  rows::Schema schema;
  for (const kql::Column& column : columns) schema.push_back({column.name, column.type});
  return schema;
}

}  // namespace

Limits limits_of(const Options& options, const std::vector<kql::Setting>& settings) {
  Limits limits;
  std::optional<std::int64_t> records, bytes;
  bool unlimited = options.no_truncation;
  limits.timeout_ticks = options.timeout_ticks > 0 ? options.timeout_ticks : kDefaultTimeout;
  for (const kql::Setting& setting : settings) {
    const std::string name = fold_case(setting.name);
    if (name == "notruncation") unlimited = unlimited || !equal_fold(setting.value, "false");
    if (name == "truncationmaxrecords") lower(records, whole_number(setting.value));
    if (name == "truncationmaxsize") lower(bytes, whole_number(setting.value));
    if (name == "query_take_max_records") lower(limits.take, whole_number(setting.value));
    if (name == "norequesttimeout") limits.timeout_ticks = kMaxTimeout;
    if (name == "servertimeout") {
      limits.timeout_ticks = read_timespan(setting.value).value_or(limits.timeout_ticks);
    }
  }
  if (options.truncation_max_records != *limits.records) {
    lower(records, options.truncation_max_records);
  }
  if (options.truncation_max_bytes != *limits.bytes) lower(bytes, options.truncation_max_bytes);
  // Who names a limit is not unlimited.
  unlimited = unlimited && !records && !bytes && !limits.take;
  limits.records = unlimited ? std::nullopt : std::optional(records.value_or(*limits.records));
  limits.bytes = unlimited ? std::nullopt : std::optional(bytes.value_or(*limits.bytes));
  limits.timeout_ticks = std::min(limits.timeout_ticks, kMaxTimeout);
  return limits;
}

struct Deadline::Watch {
  std::mutex lock;
  std::condition_variable ended;
  bool over = false;
  std::thread thread;
};

Deadline::Deadline(Connection& connection, std::int64_t ticks) : watch_(new Watch) {
  const auto end = std::chrono::steady_clock::now() +
                   std::chrono::microseconds(std::max<std::int64_t>(ticks / 10, 1));
  watch_->thread = std::thread([&connection, end, &watch = *watch_] {
    std::unique_lock guard(watch.lock);
    while (!watch.ended.wait_until(guard, end, [&] { return watch.over; })) {
      // Asked again until it stops: between two statements nothing runs that could be interrupted.
      connection.interrupt();
      watch.ended.wait_for(guard, std::chrono::milliseconds(20), [&] { return watch.over; });
    }
  });
}

Deadline::~Deadline() {
  {
    const std::lock_guard guard(watch_->lock);
    watch_->over = true;
  }
  watch_->ended.notify_all();
  watch_->thread.join();
}

namespace {

/// What DuckDB refuses to run is a fault of the query, for example a regular expression that is
/// none.
Refusal query_refusal(const Error& error) {
  if (error.kind != ErrorKind::Refused) return refusal_of(error);
  return semantic_error(error.message.substr(0, error.message.find('\n'))).value();
}

/// Hands rows on in batches and counts what went.
class Rows {
 public:
  Rows(const kql::RowSchema& columns, const Limits& limits, TableVisitor& visitor)
      : columns_(columns), limits_(limits), visitor_(visitor), batch_(columns.size()) {}

  Outcome add(const Cursor& cursor) {
    for (std::size_t row = 0; row < cursor.rows() && !full(); ++row) {
      if (limits_.records && records_ >= *limits_.records) {
        return result_too_large("record count", *limits_.records);
      }
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        add_cell(batch_, cursor, i, row, columns_[i].type);
      }
      batch_.end_row();
      ++records_;
      if (!batch_.full()) continue;
      if (auto sent = flush(); !sent) return sent;
    }
    return {};
  }

  bool full() const { return limits_.take && records_ >= *limits_.take; }

  Outcome flush() {
    bytes_ += static_cast<std::int64_t>(batch_.bytes());
    if (limits_.bytes && bytes_ > *limits_.bytes) {
      return result_too_large("data size", *limits_.bytes);
    }
    if (batch_.rows() == 0) return {};
    auto sent = answered(visitor_.batch(batch_));
    batch_.clear(columns_.size());
    return sent;
  }

 private:
  const kql::RowSchema& columns_;
  const Limits& limits_;
  TableVisitor& visitor_;
  rows::Batch batch_;
  std::int64_t records_ = 0;
  std::int64_t bytes_ = 0;
};

}  // namespace

Outcome stream(Connection& connection, const std::string& sql, const std::string& name,
               const kql::RowSchema& columns, const Limits& limits, TableVisitor& visitor) {
  auto cursor = connection.query(sql);
  if (!cursor) return tl::make_unexpected(query_refusal(cursor.error()));
  if (auto begun = answered(visitor.begin(name, schema_of(columns))); !begun) return begun;
  Rows rows(columns, limits, visitor);
  while (!rows.full()) {
    auto more = cursor->next();
    if (!more) return tl::make_unexpected(query_refusal(more.error()));
    if (!*more) break;
    if (auto added = rows.add(*cursor); !added) return added;
  }
  if (auto flushed = rows.flush(); !flushed) return flushed;
  return answered(visitor.end());
}

}  // namespace adxc::engine

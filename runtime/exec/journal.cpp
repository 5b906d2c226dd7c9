#include "runtime/exec/journal.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "compiler/base/assert.h"
#include "compiler/base/ticks.h"

namespace adxc::exec {
namespace {

constexpr std::int64_t kVersion = 1;
/// Another process may be writing its own run into the same file.
constexpr int kBusyMilliseconds = 10'000;

constexpr const char* kTables = R"sql(
CREATE TABLE runs (
  run_id TEXT PRIMARY KEY, pipeline TEXT NOT NULL, plan_digest TEXT NOT NULL,
  status TEXT NOT NULL, started TEXT NOT NULL, ended TEXT
) STRICT;
CREATE TABLE steps (
  run_id TEXT NOT NULL REFERENCES runs, step INTEGER NOT NULL, address TEXT NOT NULL,
  activity_run_id TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL,
  attempts INTEGER NOT NULL, started TEXT, ended TEXT,
  data_read INTEGER NOT NULL, data_written INTEGER NOT NULL,
  files_read INTEGER NOT NULL, files_written INTEGER NOT NULL,
  rows_read INTEGER NOT NULL, rows_copied INTEGER NOT NULL, rows_skipped INTEGER NOT NULL,
  error_kind TEXT, error_message TEXT,
  PRIMARY KEY (run_id, step)
) STRICT;
CREATE TABLE events (
  event_id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs, address TEXT,
  attempt INTEGER NOT NULL, time TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_run ON events (run_id, event_id);
PRAGMA user_version = 1;
)sql";

}  // namespace

void Journal::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

/// A prepared statement whose values are bound from left to right.
class Journal::Statement {
 public:
  Statement(sqlite3* database, std::string_view sql) {
    sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& text(std::string_view value) {
    sqlite3_bind_text(statement_, ++bound_, value.data(), static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
    return *this;
  }
  Statement& text_or_null(std::string_view value) {
    if (!value.empty()) return text(value);
    sqlite3_bind_null(statement_, ++bound_);
    return *this;
  }
  Statement& number(std::int64_t value) {
    sqlite3_bind_int64(statement_, ++bound_, value);
    return *this;
  }
  Statement& number(std::uint64_t value) { return number(static_cast<std::int64_t>(value)); }
  Statement& time(std::int64_t ticks) {
    return text_or_null(ticks == 0 ? "" : print_datetime(ticks));
  }
  /// True when it ran to its end or to a first row.
  bool run() {
    const int code = sqlite3_step(statement_);
    return code == SQLITE_DONE || code == SQLITE_ROW;
  }
  std::int64_t column() { return sqlite3_column_int64(statement_, 0); }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

tl::unexpected<Error> Journal::trouble(std::string_view what) const {
  return fail(ErrorKind::Unavailable,
              fmt::format("the journal cannot be {}: {}", what, sqlite3_errmsg(database_.get())));
}

Result<void> Journal::execute(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return trouble("written");
}

Result<std::int64_t> Journal::version() {
  Statement statement(database_.get(), "PRAGMA user_version");
  if (!statement.run()) return trouble("read");
  return statement.column();
}

Result<void> Journal::prepare_tables() {
  sqlite3_busy_timeout(database_.get(), kBusyMilliseconds);
  ADXC_TRY(execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE"));
  ADXC_LET(found, version());
  if (found == 0) ADXC_TRY(execute(kTables));
  ADXC_TRY(execute("COMMIT"));
  if (found == 0 || found == kVersion) return {};
  return fail(
      ErrorKind::Unsupported,
      fmt::format("the journal has version {}, this adxc writes version {}", found, kVersion));
}

Result<Journal> Journal::open(const std::string& path) {
  sqlite3* database = nullptr;
  const std::string name = path.empty() ? ":memory:" : path;
  const int code =
      sqlite3_open_v2(name.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  ADXC_ASSERT(database != nullptr);  // null means out of memory
  Journal journal(database);
  const Result<void> ready =
      code == SQLITE_OK ? journal.prepare_tables() : Result<void>(journal.trouble("opened"));
  if (ready) return journal;
  return within(ready.error(), fmt::format("in journal `{}`", name));
}

Result<void> Journal::save(const Run& run) {
  Statement statement(database_.get(), "INSERT OR REPLACE INTO runs VALUES (?,?,?,?,?,?)");
  statement.text(run.id).text(run.pipeline).text(run.plan_digest).text(word(run.status));
  statement.time(run.started).time(run.ended);
  if (statement.run()) return {};
  return trouble("written");
}

Result<void> Journal::save(const Run& run, std::size_t step) {
  const StepRun& row = run.steps[step];
  Statement statement(database_.get(),
                      "INSERT OR REPLACE INTO steps VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  statement.text(run.id).number(std::uint64_t{step}).text(row.address).text(row.id);
  statement.text(row.type).text(word(row.status)).number(row.attempts);
  statement.time(row.started).time(row.ended);
  const Counts& counts = row.counts;
  for (const std::uint64_t count :
       {counts.data_read, counts.data_written, counts.files_read, counts.files_written,
        counts.rows_read, counts.rows_copied, counts.rows_skipped})
    statement.number(count);
  statement.text_or_null(row.error ? adxc::word(row.error->kind) : "");
  statement.text_or_null(row.error ? row.error->text() : "");
  if (statement.run()) return {};
  return trouble("written");
}

Result<void> Journal::add(const std::string& run, std::string_view step, const Entry& entry) {
  Statement statement(database_.get(),
                      "INSERT INTO events (run_id, address, attempt, time, kind, detail) "
                      "VALUES (?,?,?,?,?,?)");
  statement.text(run).text_or_null(step).number(entry.attempt).time(entry.time);
  statement.text(entry.kind).text(entry.detail);
  if (statement.run()) return {};
  return trouble("written");
}

}  // namespace adxc::exec

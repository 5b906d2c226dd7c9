// The journal of runs: a SQLite database that says what was about to be done before it was done.
// docs/journal.md describes every column.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "runtime/exec/run.h"

struct sqlite3;
struct sqlite3_stmt;

namespace adxc::exec {

/// One thread at a time. Every call is on the disk when it returns.
class Journal {
 public:
  /// Opens or makes the file; "" keeps the journal in memory. Errors: Unavailable when it cannot be
  /// opened, Unsupported when another version of adxc made it.
  static Result<Journal> open(const std::string& path);

  /// Adds the run, or brings its row up to date.
  Result<void> save(const Run& run);
  /// The same for one of its steps.
  Result<void> save(const Run& run, std::size_t step);

  struct Entry {
    std::string_view kind;  // "write", "finish", "command", "retry", "skip", …
    std::string_view detail;
    std::int64_t attempt = 0;  // 0 for entries of the run as a whole
    std::int64_t time = 0;     // ticks
  };
  /// Adds an event; `step` is its address, "" for the run as a whole.
  Result<void> add(const std::string& run, std::string_view step, const Entry& entry);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  explicit Journal(sqlite3* database) : database_(database) {}
  Result<void> prepare_tables();
  Result<void> execute(const char* sql);
  Result<std::int64_t> version();
  tl::unexpected<Error> trouble(std::string_view what) const;

  class Statement;
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace adxc::exec

// Running translated SQL: time limit, truncation, rows in their canonical spelling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/kql/bound.h"
#include "runtime/engine/duck.h"
#include "runtime/engine/refusal.h"

namespace adxc::engine {

/// What a request may cost, from its properties and its `set` statements.
struct Limits {
  std::optional<std::int64_t> records = 500'000;  // more is refused
  std::optional<std::int64_t> bytes = 64 << 20;   // more is refused
  std::optional<std::int64_t> take;               // the rest is left out without a word
  std::int64_t timeout_ticks = 0;
};

Limits limits_of(const Options& options, const std::vector<kql::Setting>& settings);

/// Makes whatever runs on a connection fail when its time is over.
class Deadline {
 public:
  Deadline(Connection& connection, std::int64_t ticks);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

 private:
  struct Watch;
  std::unique_ptr<Watch> watch_;
};

/// Gives the rows of one SELECT to the visitor, a batch at a time.
Outcome stream(Connection& connection, const std::string& sql, const std::string& name,
               const kql::RowSchema& columns, const Limits& limits, TableVisitor& visitor);

}  // namespace adxc::engine

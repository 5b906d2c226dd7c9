// An engine in a temporary folder, and its answers as text.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "runtime/engine/engine.h"

namespace adxc::engine {

/// Gathers tables: one line per table of `name:type` cells, then one per row; cells are joined with
/// `|`, null is `∅`.
class Gathered : public TableVisitor {
 public:
  Result<void> begin(const std::string&, const rows::Schema& schema) override {
    std::string line;
    for (const auto& column : schema) {
      line += fmt::format("{}{}:{}", line.empty() ? "" : "|", column.name, name(column.type));
    }
    lines.push_back(line);
    ++tables;
    return {};
  }
  Result<void> batch(const rows::Batch& batch) override {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      std::string line;
      for (std::size_t column = 0; column < batch.columns(); ++column) {
        const rows::Cell cell = batch.at(row, column);
        if (column > 0) line += '|';
        line += cell.null ? "∅" : std::string(cell.text);
      }
      lines.push_back(line);
    }
    return {};
  }
  Result<void> end() override { return {}; }

  std::vector<std::string> lines;
  int tables = 0;
};

inline std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

/// An engine with the database `db`, in a folder that goes with it.
class Fixture {
 public:
  Fixture() {
    std::string pattern = (std::filesystem::temp_directory_path() / "adxc-engine-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    folder = pattern;
    reopen();
    REQUIRE(engine->ensure_database("db"));
  }
  ~Fixture() {
    engine.reset();
    std::filesystem::remove_all(folder);
  }
  Fixture(const Fixture&) = delete;
  Fixture& operator=(const Fixture&) = delete;

  /// Closes the engine and opens its folder again.
  void reopen() {
    engine.reset();
    auto opened = Engine::open(folder);
    if (!opened) FAIL(opened.error().text());
    engine = std::move(*opened);
  }

  /// The answer of a command, or its refusal as `code: message`.
  std::string manage(std::string_view command, const Options& options = {}) const {
    Gathered gathered;
    const Outcome outcome = engine->manage("db", command, options, gathered);
    return outcome ? joined(gathered.lines) : refused(outcome.error());
  }
  /// The same without the line of names and types.
  std::string rows_of(std::string_view command) const {
    Gathered gathered;
    const Outcome outcome = engine->manage("db", command, {}, gathered);
    if (!outcome) return refused(outcome.error());
    gathered.lines.erase(gathered.lines.begin());
    return joined(gathered.lines);
  }
  std::string query(std::string_view kql, const Options& options = {}) const {
    Gathered gathered;
    const Outcome outcome = engine->query("db", kql, options, gathered);
    return outcome ? joined(gathered.lines) : refused(outcome.error());
  }

  /// The rows of a query, without the line of names and types.
  std::string result(std::string_view kql, const Options& options = {}) const {
    Gathered gathered;
    const Outcome outcome = engine->query("db", kql, options, gathered);
    if (!outcome) return refused(outcome.error());
    gathered.lines.erase(gathered.lines.begin());
    return joined(gathered.lines);
  }

  static std::string refused(const Refusal& refusal) {
    return fmt::format("{}: {}", refusal.code, refusal.message);
  }

  std::string folder;
  std::unique_ptr<Engine> engine;
};

}  // namespace adxc::engine

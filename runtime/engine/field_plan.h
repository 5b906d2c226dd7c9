// How the fields of a record fill the columns of a table: an ingestion mapping after reading.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/engine/catalog.h"
#include "runtime/engine/refusal.h"

namespace adxc::engine {

/// A step of a JSON path: a key or an element.
using PathStep = std::variant<std::string, std::size_t>;

/// `$.a['b c'][0]` taken apart; nothing when it is no such path.
std::optional<std::vector<PathStep>> read_json_path(std::string_view path);

/// Where one column of the table takes its value from.
struct FieldPlan {
  enum class From { Nothing, Ordinal, Constant, Path, LineNumber };
  From from = From::Nothing;
  std::size_t ordinal = 0;
  std::string constant;
  std::vector<PathStep> path;  // from the root; none means the whole record
};

/// One per column of the table.
using FieldPlans = std::vector<FieldPlan>;

/// Reads an ingestion mapping of `kind`, "csv" or "json", in either dialect of the service.
Answer<FieldPlans> plan_fields(const Table& table, std::string_view kind,
                               std::string_view mapping_json);

/// Without a mapping: text by position, JSON by name.
FieldPlans identity_plan(const Table& table, std::string_view kind);

}  // namespace adxc::engine

// Which column of the source fills which column of the sink, and how a value changes its type on
// the way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/plan/plan.h"
#include "runtime/rows/batch.h"

namespace adxc::exec {

/// What a copy hands over: for each column where it comes from, and what it is called and of which
/// type it is unless the sink has its own opinion.
struct Columns {
  std::vector<std::size_t> sources;  // index into the source's schema
  rows::Schema offered;
};

/// By the mapping, or every column under its own name when that is empty. Names are case-sensitive.
/// Errors (Data) name the column that is missing and those that are there.
Result<Columns> match_columns(const std::vector<plan::ColumnMap>& mapping,
                              const rows::Schema& source);

/// The Kusto type that stands for an interim type ("Int64", "DateTimeOffset"), in any case; nothing
/// for "" and unknown ones.
std::optional<ScalarType> type_of_interim(std::string_view name);

/// False when no value of one type can become one of the other: a datetime is no number.
bool is_convertible(ScalarType from, ScalarType to);

/// The canonical text of a value in another type; nothing when it does not fit. No digit is ever
/// dropped: 1.5 is not an int, 1.0 is.
std::optional<std::string> converted(ScalarType from, ScalarType to, std::string_view text);

}  // namespace adxc::exec

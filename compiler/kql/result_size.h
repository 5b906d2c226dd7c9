// What the text of a query says about the size of its result, without knowing any table: whether an
// operator limits it, and whether the query lifts the limits of the service.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/kql/syntax.h"

namespace adxc::kql {

struct ResultSize {
  enum class Kind : std::uint8_t {
    Unknown,    // functions and operators that are not known from inside
    Limited,    // take, top, summarize, count, … or a table written out
    Unlimited,  // as many rows as the tables have, filters aside
  };
  Kind kind = Kind::Unknown;
  /// Of the last take or top of the result, when it is a number.
  std::optional<std::int64_t> rows;
  NodeId limit;  // that number
};

/// Of one statement of the tree's query that is a tabular expression.
struct StatementSize {
  NodeId statement;
  ResultSize size;
};

/// In the order of the query.
std::vector<StatementSize> result_sizes(const Tree& tree);

/// The value of the `set` statement of that name, case folded: the whole statement; invalid when
/// there is none.
NodeId setting(const Tree& tree, std::string_view name);

}  // namespace adxc::kql

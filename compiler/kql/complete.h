// What may stand at a place of a query, for editors: operators behind a pipe, columns, functions,
// tables, names made by let, words of the operator at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/kql/bind.h"

namespace adxc::kql {

enum class CompletionKind : std::uint8_t {
  OperatorName,
  ColumnName,
  TableName,
  FunctionName,
  AggregateName,
  PluginName,
  Variable,  // made by let, or a declared parameter
  Keyword,
  TypeName,
};

struct Completion {
  std::string label;
  CompletionKind kind = CompletionKind::Keyword;
  std::string detail;  // a column's type, what a function does; "" for none
};

struct Completions {
  Range replaced;  // the part of a word that stands there already
  std::vector<Completion> items;
};

/// `offset` counts bytes; beyond the end it means the end. Names stand before functions; within a
/// kind they are in alphabetical order, but columns in that of their table.
Completions complete(std::string_view text, std::size_t offset, const Catalog* catalog);

std::string_view word(CompletionKind kind);

}  // namespace adxc::kql

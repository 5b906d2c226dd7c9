// A query after binding: every expression typed, every column an index, every implicit conversion
// written out. The engine translates this and nothing else; names only matter for what is shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/base/scalar_type.h"
#include "compiler/kql/functions.h"
#include "compiler/kql/literals.h"
#include "compiler/kql/op.h"
#include "compiler/kql/range.h"

namespace adxc::kql {

struct Column {
  std::string name;  // case matters; a row may hold the same name twice
  ScalarType type = ScalarType::String;
  friend bool operator==(const Column&, const Column&) = default;
};
using RowSchema = std::vector<Column>;

struct Expr;
struct Relation;
using ExprId = Id<Expr>;
using RelationId = Id<Relation>;

enum class ExprKind : std::uint8_t {
  Broken,     // was reported; only in a query with errors
  Literal,    // value
  Column,     // index: column of the row at hand; of Join keys, of their own side's row
  Parameter,  // value: name of a query parameter without a value; only without
              // BindOptions::parameters
  Operation,  // op over args
  Call,       // scalar function over args
  Aggregate,  // aggregate function over args; only inside Summarize::values
  Part,       // index: which result of args[0], an aggregate that gives several (see Summarize)
  Convert,    // args[0] widened to `type` without loss being an error: int to long to real,
              // anything to dynamic, and so on
  Access,     // args[0], a dynamic, at args[1]: a string is a key, a long an element (from the end
              // when negative)
  Query,      // relation: its first row's first column, null when it has no row (toscalar)
};

/// Expressions may be shared: two parents may hold the same id.
struct Expr {
  ExprKind kind = ExprKind::Broken;
  ScalarType type = ScalarType::Dynamic;
  Op op = Op::None;
  bool negated = false;
  bool folded = false;  // ignores case
  FunctionId function = 0;
  std::uint32_t index = 0;
  RelationId relation;
  Value value;
  std::vector<ExprId> args;
  Range range;
};

/// A stored table. `database` is "" for the one the query runs in.
struct Scan {
  std::string database;
  std::string table;
};

/// Literal rows (datatable, getschema): cells row by row.
struct Rows {
  std::vector<Value> cells;
};

/// One row of values (print).
struct Print {
  std::vector<ExprId> values;
};

/// from, from + step, ... up to and with `to`; one column.
struct NumberRange {
  ExprId from, to, step;
};

/// Keeps rows where the condition is true (not null).
struct Filter {
  RelationId input;
  ExprId condition;
};

/// project, extend and all that rename, drop or order columns: one expression per output column.
struct Project {
  RelationId input;
  std::vector<ExprId> values;
};

struct Take {
  RelationId input;
  ExprId count;
};

struct Distinct {
  RelationId input;
};

struct Order {
  ExprId key;
  bool descending = true;
  bool nulls_first = false;
};

struct Sort {
  RelationId input;
  std::vector<Order> orders;
};

struct Top {
  RelationId input;
  ExprId count;
  std::vector<Order> orders;
};

/// Columns are keys, then values. A value is an expression over aggregates; outside of aggregates
/// it has no columns. Aggregates that may give several columns (arg_max, arg_min, take_any, any,
/// percentiles) are one Aggregate expression under as many Parts, `*` already spelled out: Part i
/// of arg_max(key, a, b) is its args[i]'s value in the winning row, of take_any(a, b) args[i], of
/// percentiles(x, p, q) the percentile args[1 + i]. Without keys there is always one row; with keys
/// an empty input gives none.
struct Summarize {
  RelationId input;
  std::vector<ExprId> keys;
  std::vector<ExprId> values;
};

struct Count {
  RelationId input;
};

enum class JoinKind : std::uint8_t {
  InnerUnique,  // the left side is first made unique by its keys
  Inner,
  LeftOuter,
  RightOuter,
  FullOuter,
  LeftSemi,
  LeftAnti,
  RightSemi,
  RightAnti,
};

/// Rows match when all keys are equal; null equals null and NaN equals NaN. Columns are the listed
/// outputs. A padded string is "", everything else null.
struct Join {
  struct Key {
    ExprId left, right;  // same type
  };
  struct Output {
    bool from_right = false;
    std::uint32_t index = 0;
  };
  JoinKind kind = JoinKind::InnerUnique;
  RelationId left, right;
  std::vector<Key> keys;
  std::vector<Output> outputs;
};

/// All rows of all branches. Each branch tells for each output column which of its columns fills
/// it, or kNone for "" or null.
struct Union {
  static constexpr std::uint32_t kNone = 0xffff'ffff;
  struct Branch {
    RelationId input;
    std::vector<std::uint32_t> columns;
    std::string source;  // the value of the source column, when there is one
  };
  std::vector<Branch> branches;
  bool with_source = false;  // column 0 holds Branch::source and every columns[0] is kNone
};

/// The input with its order of rows fixed.
struct Serialize {
  RelationId input;
};

using Operator = std::variant<Scan, Rows, Print, NumberRange, Filter, Project, Take, Distinct, Sort,
                              Top, Summarize, Count, Join, Union, Serialize>;

struct Relation {
  Operator op;
  RowSchema columns;
  Range range;
};

/// `set name = value;`
struct Setting {
  std::string name;
  std::string value;  // as written, without quotes; "true" when there is none
};

struct Bound {
  std::vector<Expr> exprs;
  /// Inputs stand before their users, so one walk from front to back can translate all. A relation
  /// may have several users (a `let` used twice).
  std::vector<Relation> relations;
  /// One per tabular expression statement, in order.
  std::vector<RelationId> results;
  /// What `render` of the last result asked for, for example "timechart"; "" without one.
  std::string visualization;
  std::vector<Setting> settings;
  /// Columns of the last result; nothing when some of them or their types are not known.
  std::optional<RowSchema> schema;
  /// False when the query cannot run: something was reported, or names an operator or function the
  /// engine does not have.
  bool complete = false;

  const Expr& operator[](ExprId id) const { return exprs[id.value]; }
  const Relation& operator[](RelationId id) const { return relations[id.value]; }
};

}  // namespace adxc::kql

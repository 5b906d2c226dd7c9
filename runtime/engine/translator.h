// The inside of translate(): shared by the files that translate relations, expressions, operations
// and aggregates.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/engine/translate.h"

namespace adxc::engine {

class Translator {
 public:
  Translator(const kql::Bound& bound, const Catalog& catalog, const TranslateOptions& options)
      : bound_(bound), catalog_(catalog), options_(options) {}

  Answer<std::string> select(kql::RelationId result);

  // What translates an expression may also translate its parts.
  std::string expression(kql::ExprId id);
  ScalarType type(kql::ExprId id) const { return bound_[id].type; }
  /// The literal's value, or null when the expression is no literal.
  const kql::Value* literal(kql::ExprId id) const;
  /// True for a literal that is not null (nor NaN).
  bool known(kql::ExprId id) const;
  /// Remembers that the query cannot be answered, and gives SQL that stands in until then.
  std::string refuse(std::string message);

 private:
  // relations
  /// The name of the relation's table expression, which is made unless it is there.
  std::string relation(kql::RelationId id);
  std::string from(const kql::Scan& scan, const kql::Relation& relation);
  std::string from(const kql::Rows& rows, const kql::Relation& relation);
  std::string from(const kql::Print& print, const kql::Relation& relation);
  std::string from(const kql::NumberRange& range, const kql::Relation& relation);
  std::string from(const kql::Filter& filter, const kql::Relation& relation);
  std::string from(const kql::Project& project, const kql::Relation& relation);
  std::string from(const kql::Take& take, const kql::Relation& relation);
  std::string from(const kql::Distinct& distinct, const kql::Relation& relation);
  std::string from(const kql::Sort& sort, const kql::Relation& relation);
  std::string from(const kql::Top& top, const kql::Relation& relation);
  std::string from(const kql::Summarize& summarize, const kql::Relation& relation);
  std::string from(const kql::Count& count, const kql::Relation& relation);
  std::string from(const kql::Join& join, const kql::Relation& relation);
  std::string from(const kql::Union& all, const kql::Relation& relation);
  std::string from(const kql::Serialize& serialize, const kql::Relation& relation);

  std::string order_by(const std::vector<kql::Order>& orders);
  std::string join_condition(const kql::Join& join);
  std::string join_side(const kql::Join& join, bool right);
  std::string semi_join(const kql::Join& join);
  std::string branch(const kql::Union::Branch& branch, bool with_source,
                     const kql::Relation& relation);
  /// The input's columns are what expressions speak of from now on; gives its name.
  std::string enter(kql::RelationId input);

  // windows
  bool ordered_rows(kql::RelationId id) const;
  std::string window(const kql::Expr& expr, std::string_view function);
  std::string window_column(const kql::Expr& expr, std::string_view function);
  std::string stage(const std::string& select);
  std::string group_of(const kql::Expr& expr, std::size_t restart);
  std::string rank(const kql::Expr& expr, bool dense);
  std::string neighbour(const kql::Expr& expr, bool next);
  /// `input` with the columns that window functions asked for.
  std::string with_stages(const std::string& input);

  // expressions
  std::string expression_of(const kql::Expr& expr);
  std::string column(std::uint32_t index) const;
  std::string call(const kql::Expr& expr);
  std::string choice(const kql::Expr& expr);
  std::string first_of(const kql::Expr& expr);
  std::string make_timespan(const kql::Expr& expr);
  std::string count_of(const kql::Expr& expr);
  std::string extract_all(const kql::Expr& expr);
  std::string array_sort(const kql::Expr& expr);
  std::string formatted(const kql::Expr& expr, std::string_view function);
  /// The expression as a value of another type, the way the to…() functions convert.
  std::string converted(kql::ExprId id, ScalarType to);
  std::string convert(const kql::Expr& expr);
  std::string access(const kql::Expr& expr);
  std::string scalar_query(const kql::Expr& expr);
  std::string fill(std::string_view pattern, const kql::Expr& expr);
  std::string placeholder(std::string_view name, const kql::Expr& expr);
  std::string arguments(const kql::Expr& expr, std::size_t first);

  // operations
  std::string operation(const kql::Expr& expr);
  std::string logical(const kql::Expr& expr);
  std::string arithmetic(const kql::Expr& expr);
  std::string real_arithmetic(const kql::Expr& expr);
  std::string equal(const kql::Expr& expr);
  std::string ordered(const kql::Expr& expr);
  std::string comparison(kql::Op op, kql::ExprId a, kql::ExprId b);
  std::string in(const kql::Expr& expr);
  std::string in_query(const kql::Expr& expr);
  std::string text_test(const kql::Expr& expr);
  std::string has_several(const kql::Expr& expr);
  std::string folded(const kql::Expr& expr, kql::ExprId id);

  // aggregates
  std::string aggregate(const kql::Expr& expr);
  std::string part(const kql::Expr& expr);
  /// Some aggregates give a wider number than the Kusto type is.
  std::string stored(const std::string& sql, ScalarType type);
  std::string plain_aggregate(const kql::Expr& expr);
  std::string simple_aggregate(std::string_view base, const kql::Expr& expr, const std::string& f);
  std::string gathered(const kql::Expr& expr, const std::string& f, bool nulls, int predicate);
  std::string set(const kql::Expr& expr, const std::string& f);
  std::string percentile(const kql::Expr& expr, std::size_t index);
  std::string packed(const kql::Expr& expr);
  std::string winner(std::string_view base, const kql::Expr& expr, std::size_t index,
                     const std::string& f);

  const kql::Bound& bound_;
  const Catalog& catalog_;
  const TranslateOptions& options_;
  kql::RelationId input_;  // whose rows the expressions see
  /// Columns w0, w1, … worked out over all rows before the operator's own SELECT; each may use the
  /// ones before it.
  std::vector<std::string> stages_;
  std::string scope_;  // "r3." before the columns of the row at hand
  struct TableExpression {
    kql::RelationId id;
    std::string select;
  };
  std::vector<TableExpression> tables_;         // inputs before their users
  std::map<std::uint32_t, std::size_t> users_;  // by relation; 0 while it is being made
  std::optional<Refusal> trouble_;
  std::size_t depth_ = 0;
};

/// A value as SQL of the physical type of `type`.
std::string sql_literal(const kql::Value& value, ScalarType type);

/// Null of that type; "" for a string.
std::string sql_null(ScalarType type);

/// `r3`
std::string relation_name(kql::RelationId id);

}  // namespace adxc::engine

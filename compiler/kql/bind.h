// From the tree of a query to the bound query: names become columns and tables, every expression
// gets its type, functions written in the query are put in place.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/kql/bound.h"
#include "compiler/kql/syntax.h"
#include "compiler/text/fragment.h"

namespace adxc::kql {

/// What tables there are.
class Catalog {
 public:
  virtual ~Catalog() = default;
  /// Columns of a table of a database ("" is the one the query runs in).
  virtual std::optional<RowSchema> table(std::string_view database,
                                         std::string_view name) const = 0;
  /// Names of all tables of the database the query runs in.
  virtual std::vector<std::string> tables() const = 0;
  /// False when there may be more tables than these.
  virtual bool is_whole() const { return true; }
};

/// What can be named at a place of the query; the binder fills it in on its way.
struct Sight {
  enum class NameKind : std::uint8_t { Scalar, Table, Function };
  struct Name {
    std::string name;
    NameKind kind = NameKind::Scalar;
  };
  std::uint32_t offset = 0;
  RowSchema columns;          // of the row that the innermost operator there works on
  std::string operator_name;  // of that operator; "" outside of any
  std::vector<Name> names;    // made by let, as, and parameters, in alphabetical order
};

struct BindOptions {
  /// Null when nobody knows the tables; then only what is certain without them is reported.
  const Catalog* catalog = nullptr;
  /// Also reports what the engine cannot run.
  bool for_engine = false;
  /// Values of declared query parameters, as KQL literals.
  std::map<std::string, std::string> parameters;
  Sight* sight = nullptr;
  /// The text may be a part of what will run: a client may put declarations before it.
  bool may_be_part = false;
  /// Only findings and Bound::schema are wanted: relations get no columns, so that a step costs
  /// what it changes and not what it passes on.
  bool only_schema = false;
  /// Gets the names of the last result's columns; nothing when they are not certain. They may be
  /// although a type is not known.
  std::optional<std::vector<std::string>>* names = nullptr;
};

/// Where findings go and what they point at.
struct Reporting {
  const text::Fragment& fragment;  // of the text the tree was read from
  std::string pointer;             // of the value that holds the text, see diag::Place
  diag::Sink& sink;
};

/// What is wrong is in the sink, and the bound query then is not complete. The tree's own errors
/// are not reported here.
Bound bind(const Tree& tree, const BindOptions& options, const Reporting& reporting);

/// Reports what is wrong with a query, from its syntax to its types. Queries that begin with a dot
/// are commands and only their trailing query is looked at. Gives the columns of the last table,
/// see Bound::schema.
std::optional<RowSchema> check(const Catalog* catalog, const Reporting& reporting,
                               bool may_be_part = false);

/// Names of the columns of the query's last table; nothing when they are not certain without
/// knowing the tables, or the query has errors.
std::optional<std::vector<std::string>> result_names(std::string_view query);

/// Reports the tree's own errors.
void report_syntax(const Tree& tree, const Reporting& reporting);

}  // namespace adxc::kql

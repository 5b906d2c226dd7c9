// What may stand at a place. `^` in a query is the place.
#include "compiler/kql/complete.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace adxc::kql {
namespace {

class Tables : public Catalog {
 public:
  std::optional<RowSchema> table(std::string_view, std::string_view name) const override {
    if (name != "Orders") return std::nullopt;
    return RowSchema{{"Id", ScalarType::Long}, {"Region", ScalarType::String}};
  }
  std::vector<std::string> tables() const override { return {"Orders"}; }
};

Completions at(std::string query) {
  const std::size_t place = query.find('^');
  query.erase(place, 1);
  return complete(query, place, nullptr);
}

std::vector<std::string> labels(std::string query, CompletionKind kind) {
  const Tables tables;
  const std::size_t place = query.find('^');
  query.erase(place, 1);
  std::vector<std::string> found;
  for (const Completion& one : complete(query, place, &tables).items) {
    if (one.kind == kind) found.push_back(one.label);
  }
  return found;
}

bool offers(const std::string& query, CompletionKind kind, const std::string& label) {
  const auto found = labels(query, kind);
  return std::find(found.begin(), found.end(), label) != found.end();
}

using Words = std::vector<std::string>;

TEST_CASE("tables and operators that begin a query stand at its start") {
  CHECK(labels("O^", CompletionKind::TableName) == Words{"Orders"});
  CHECK(offers("^", CompletionKind::OperatorName, "print"));
  CHECK(!offers("^", CompletionKind::OperatorName, "where"));
  CHECK(offers("let a = 1; ^", CompletionKind::TableName, "Orders"));
  CHECK(offers("Orders | join (^", CompletionKind::TableName, "Orders"));
}

TEST_CASE("operators stand behind a pipe, with the signs of their names") {
  CHECK(labels("Orders | project-r^", CompletionKind::OperatorName) ==
        Words{"project-rename", "project-reorder"});
  CHECK(at("Orders | project-r^").replaced == Range{9, 18});
}

TEST_CASE("columns are those of the row at hand") {
  CHECK(labels("Orders | where ^", CompletionKind::ColumnName) == Words{"Id", "Region"});
  CHECK(labels("Orders | extend X = 1 | project X^", CompletionKind::ColumnName) == Words{"X"});
  CHECK(labels("Orders | summarize Sum = count() by Region | where ^",
               CompletionKind::ColumnName) == Words{"Region", "Sum"});
  CHECK(labels("Orders | join (print Other = 1 | where ^", CompletionKind::ColumnName) ==
        Words{"Other"});
}

TEST_CASE("names made in the query, and the parameters of a function") {
  CHECK(offers("let Least = 1; Orders | where Id > ^", CompletionKind::Variable, "Least"));
  CHECK(offers("let f = (most: long) { Orders | where Id < ^", CompletionKind::Variable, "most"));
  CHECK(offers("declare query_parameters(p: long); Orders | where Id == ^",
               CompletionKind::Variable, "p"));
}

TEST_CASE("aggregates stand in summarize alone, words of an operator behind an operand") {
  CHECK(offers("Orders | summarize ^", CompletionKind::AggregateName, "count"));
  CHECK(!offers("Orders | where ^", CompletionKind::AggregateName, "count"));
  CHECK(offers("Orders | where Region ^", CompletionKind::Keyword, "startswith"));
  CHECK(offers("Orders | sort by Id ^", CompletionKind::Keyword, "asc"));
  CHECK(offers("print datatable(a: ^", CompletionKind::TypeName, "long"));
}

TEST_CASE("nothing stands inside of texts and comments") {
  CHECK(at("Orders | where Region == 'N^").items.empty());
  CHECK(at("Orders // c^").items.empty());
  CHECK(at(".show ta^").items.empty());
}

}  // namespace
}  // namespace adxc::kql

// From the text of a query to SQL, one SELECT for each of its results.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/kql/bound.h"
#include "runtime/engine/catalog.h"
#include "runtime/engine/refusal.h"

namespace adxc::engine {

struct Query {
  kql::Bound bound;
  std::vector<std::string> selects;  // as many as bound.results, in their order
};

/// Parses, binds and translates. `database` must be in the catalog.
Answer<Query> prepare_query(std::string_view kql, const Catalog& catalog,
                            const std::string& database, const Options& options);

}  // namespace adxc::engine

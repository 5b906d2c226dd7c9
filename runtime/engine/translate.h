// A bound query as SQL of DuckDB. Every relation becomes a common table expression r<n>, every
// column c<i> of it; the KQL text is never looked at. Values have the physical types of
// catalog.h: stored_type(); a string is never null.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/kql/bound.h"
#include "runtime/engine/catalog.h"
#include "runtime/engine/refusal.h"

namespace adxc::engine {

struct TranslateOptions {
  std::string database;        // the one the query runs in
  std::int64_t now_ticks = 0;  // what now() is
};

/// One SELECT for one result of the query; its columns are those of the relation, in order.
Answer<std::string> translate(const kql::Bound& bound, kql::RelationId result,
                              const Catalog& catalog, const TranslateOptions& options);

}  // namespace adxc::engine

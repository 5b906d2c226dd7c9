// Reading the parts of copy activities, Program::copies.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/program/pairs.h"
#include "compiler/program/program.h"

namespace adxc::program {

/// Every copy that has typeProperties, for Program::copies.
std::vector<Copy> find_copies(const Program& program);

/// The source or sink of a copy as a made struct; null when it is of another type.
template <typename Source>
const Source* source_as(const Copy& copy) {
  const auto* made = model::as<model::CopyActivity>(copy.activity->entity->type_properties);
  return made == nullptr ? nullptr : model::as<Source>(made->source);
}
template <typename Sink>
const Sink* sink_as(const Copy& copy) {
  const auto* made = model::as<model::CopyActivity>(copy.activity->entity->type_properties);
  return made == nullptr ? nullptr : model::as<Sink>(made->sink);
}

/// One pair of columns of a translator: `mappings`, item by item. Either may be invalid.
struct ColumnPair {
  document::NodeId source;
  document::NodeId sink;
};

std::vector<ColumnPair> column_pairs(const Copy& copy);

/// A column that a dataset says it has, in `schema` or in the older `structure`.
struct DatasetColumn {
  std::string_view name;
  std::string_view type;  // "" when it is not said
};

/// None when the dataset does not say.
std::vector<DatasetColumn> columns_of(const model::Dataset& dataset);

/// True if the source says by itself what is read, with a query or a stored procedure, so that the
/// table and the columns of its dataset do not count.
bool reads_a_query(const Copy& copy);

/// True if the dataset is a table of a database; datasets of files take whatever columns they get.
bool is_database_table(const model::Dataset& dataset);

/// The object of typeProperties of a dataset; invalid when there is none.
document::NodeId properties_of(const model::Dataset& dataset);

}  // namespace adxc::program

// File formats: one file of this folder is one entry, named like it. A format turns bytes into rows
// and rows into bytes, streaming; it knows nothing of where the bytes live.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/stream.h"
#include "compiler/plan/plan.h"
#include "runtime/rows/batch.h"

namespace adxc::formats {

/// How a copy uses a format: the settings of its dataset and of its source or sink, under the names
/// that Data Factory gives them ("columnDelimiter", "formatSettings.skipLineCount").
struct Use {
  const plan::Settings& dataset;
  const plan::Settings& use;
  /// What the copy takes of a source; null or empty for everything. A hierarchical format then
  /// gives exactly these columns, in this order, named by their source_name or source_path as
  /// written.
  const std::vector<plan::ColumnMap>* mapping = nullptr;
};

struct Format {
  std::string_view dataset_type;  // "DelimitedText"
  std::string_view extension;     // of files that are named by adxc: ".csv"
  bool sparse = false;  // rows name their values: a column that a file lacks is null there

  /// Rows of one file, named `file` in errors. Data errors name file, line and column; Unsupported
  /// names a setting that is not honoured.
  Result<std::unique_ptr<rows::RowSource>> (*read)(std::unique_ptr<ByteSource> bytes,
                                                   std::string file, const Use& use);

  /// Writes rows of `schema` to `bytes`; finish() finishes `bytes` too.
  Result<std::unique_ptr<rows::RowSink>> (*write)(std::unique_ptr<ByteSink> bytes,
                                                  const rows::Schema& schema, const Use& use);
};

/// Every format there is, in the order of the names of their files.
std::vector<const Format*> all();

/// The format of a dataset type, or null.
const Format* find(std::string_view dataset_type);

}  // namespace adxc::formats

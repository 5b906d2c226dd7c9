// Reading property tables from YAML.
#pragma once

#include <string>
#include <vector>

#include "compiler/tables/catalogue.h"
#include "compiler/text/source_file.h"

namespace adxc::tables {

/// A mistake in a table: "schemas/common.yaml:12:5: `requird` is not a column, one of …".
struct Reading {
  Catalogue catalogue;
  std::vector<std::string> mistakes;  // empty when all is well
};

/// Reads all files together; their order does not matter.
Reading read_tables(const std::vector<const text::SourceFile*>& files);

}  // namespace adxc::tables

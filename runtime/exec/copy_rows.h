// The loop that moves rows: read a batch, pick and convert its columns, write it.
#pragma once

#include "runtime/exec/attempt.h"
#include "runtime/exec/columns.h"

namespace adxc::exec {

/// Moves every row. A value that does not fit its column is an error that names file, line, column
/// and value; with `skip_incompatible` the row is left out and counted.
Result<void> copy_rows(rows::RowSource& source, const Columns& columns, rows::RowSink& sink,
                       bool skip_incompatible, Watch& watch, Counts& counts);

}  // namespace adxc::exec

// Appends rows to a table with `.ingest inline`, one tagged batch after the other, so that an
// answer that was lost never makes rows appear twice.
//
// Each batch has a tag of its own, `drop-by:adxc:<run>:<step>:<batch>`, which its extents keep.
// When the outcome of a batch is not known (no answer, a timeout, a 5xx), the sink waits until the
// service must have given the request up, counts the rows under the tag, and sends again only when
// there is none. finish() counts once more over all batches. What remains is a request that the
// service runs later than its own timeout; finish() reports that as a wrong count.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/adx/client.h"

namespace adxc::adx {

struct IngestTarget {
  std::string table;
  std::string mapping_name;         // of a csv mapping on the table; "" when none is used
  std::string mapping_json;         // a csv mapping in full; "" when none is used
  std::vector<std::string> tags;    // besides the batch's own
  std::string creation_time;        // datetime of the extents; "" means now
  std::string tag_prefix;           // "adxc:<run>:<step>"
  std::int64_t rows_per_batch = 0;  // at most; 0 means only bytes count
  std::int64_t batch_timeout_ticks = kTicksPerMinute;
  int tries = 5;  // of one batch
};

/// The columns of a table, in its order. Errors: NotFound names it.
Result<rows::Schema> show_table(Client& client, const std::string& table);

/// The sink's schema has one column for each of `offered`, in that order, with the type of the
/// column of the table that it fills: the mapping's, or without one the column of the same name.
/// Table columns that nothing fills become null, as in Data Factory; an offered column that the
/// table lacks is an error, and position never stands in for a name.
Result<std::unique_ptr<rows::RowSink>> open_table_sink(Client client, IngestTarget target,
                                                       const rows::Schema& offered);

}  // namespace adxc::adx

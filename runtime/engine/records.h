// Cuts ingested text into records, one at a time: delimited text as Kusto reads it (RFC 4180, no
// backslash escapes) and JSON, one object a line.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/engine/field_plan.h"
#include "runtime/engine/refusal.h"

namespace adxc::engine {

/// Gives record by record the value each column is to be made of; nothing stands for null.
class Records {
 public:
  using Values = std::vector<std::optional<std::string>>;
  virtual ~Records() = default;
  /// Fills one value per plan; false at the end.
  virtual Answer<bool> next(const FieldPlans& plans, Values& values) = 0;
};

/// What a format name of an `.ingest` command stands for.
struct IngestFormat {
  std::string_view name;
  std::string_view mapping_kind;  // "csv" or "json"
  char delimiter;                 // of delimited text; '\0' for whole lines
};

/// The format of that name, case folded, or null.
const IngestFormat* find_ingest_format(std::string_view name);

struct RecordSettings {
  bool skip_first = false;       // the first record is a header
  bool constant_fields = false;  // refuse records of another number of fields than the first
};

/// `text` must outlive the reader.
std::unique_ptr<Records> read_records(const IngestFormat& format, std::string_view text,
                                      const RecordSettings& settings);

}  // namespace adxc::engine

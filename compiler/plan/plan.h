// The plan: everything an apply does and nothing else. The compiler writes it, the runtime obeys
// it; it names no source file that apply would have to read, and holds references to secrets, never
// secrets.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/base/id.h"

namespace adxc::plan {

/// Where a secret is to be found when the step runs. Safe to print.
struct SecretRef {
  enum class Kind { KeyVault, Environment };
  Kind kind = Kind::Environment;
  std::string vault;    // https URL of the vault; "" for Environment
  std::string name;     // secret name, or name of the environment variable
  std::string version;  // "" means the latest; "" for Environment
  friend bool operator==(const SecretRef&, const SecretRef&) = default;
};

using Value = std::variant<bool, std::int64_t, double, std::string, SecretRef>;

/// Evaluated properties under the names that Data Factory gives them; nested ones joined by dots
/// ("location.folderPath"), array elements by index ("additionalColumns.0.name"). Defaults of the
/// property tables are filled in, so that a plan does not change its meaning with the program's
/// version.
using Settings = std::map<std::string, Value>;

/// The setting as text, or `otherwise` when it is absent or of another type.
std::string text(const Settings& settings, std::string_view name, std::string_view otherwise = "");
bool flag(const Settings& settings, std::string_view name, bool otherwise = false);
std::int64_t number(const Settings& settings, std::string_view name, std::int64_t otherwise = 0);
/// The secret reference under that name, or null.
const SecretRef* secret(const Settings& settings, std::string_view name);

/// The settings that `known` does not name, for "this is not supported" messages. A known name that
/// ends in a dot stands for everything below it.
std::vector<std::string_view> unknown(const Settings& settings,
                                      std::initializer_list<std::string_view> known);

/// Errors (Unsupported) with the first of unknown(), as a setting of `owner` ("the dataset"): what
/// nobody honours must not be passed over in silence.
Result<void> only_known(const Settings& settings, std::string_view owner,
                        std::initializer_list<std::string_view> known);

/// A store and what is wanted of it.
struct Endpoint {
  std::string
      store;  // linked service type, "AzureDataExplorer": the name of an entry in runtime/stores
  std::string address;  // "linkedService/Adx", for people
  std::string format;   // dataset type when it is a file format ("DelimitedText"); "" otherwise
  Settings connection;  // typeProperties of the linked service
  Settings dataset;     // typeProperties of the dataset; empty for commands
  Settings use;         // the copy source or sink, or the command activity's typeProperties
};

/// One column that a translator moves. Exactly one of source_name, source_path, source_ordinal is
/// set.
struct ColumnMap {
  std::string source_name;
  std::string source_path;          // JSON path of a hierarchical source
  std::int64_t source_ordinal = 0;  // from 1; 0 means by name or path
  std::string source_type;          // interim type name as written, or ""
  std::string sink_name;
  std::string sink_type;  // interim type name as written, or ""
};

/// Copies rows. An empty mapping moves every source column to the sink column of the same name.
struct Copy {
  Endpoint source;
  Endpoint sink;
  std::vector<ColumnMap> mapping;
  bool complex_values_to_string = false;  // translator.mapComplexValuesToString
  bool skip_incompatible_rows = false;    // enableSkipIncompatibleRow
};

/// Runs a management command.
struct Command {
  Endpoint target;
  std::string text;
};

using Action = std::variant<Copy, Command>;

struct Step;
using StepId = Id<Step>;

struct Step {
  std::string
      address;  // "pipeline/Nightly/activity/CopyOrders": the key in journal, events and output
  std::string name;    // the activity's own name
  std::string type;    // the activity's type: "Copy", "AzureDataExplorerCommand"
  std::string origin;  // "pipeline/Nightly.json:14", only for messages
  Action action;
  std::int64_t timeout_ticks = 0;  // policy.timeout, 100 ns
  std::int64_t retries = 0;        // policy.retry: attempts after the first
  std::int64_t retry_interval_seconds = 30;
};

enum class Condition : std::uint8_t { Succeeded = 1, Failed = 2, Skipped = 4, Completed = 8 };

/// `to` waits for `from` and runs if one of the conditions holds.
struct Edge {
  StepId from;
  StepId to;
  std::uint8_t conditions = 0;  // a set of Condition bits
};

struct Plan {
  std::string format_version = "1.0";
  std::string pipeline;                           // name of the pipeline, for the run's result
  std::map<std::string, std::string> parameters;  // values used, as text; only to be shown
  std::vector<Step> steps;                        // an order that the edges allow
  std::vector<Edge> edges;
  std::string digest;  // sha256 of the canonical text with this member empty
};

/// Canonical JSON, two spaces of indent, keys in a fixed order, one line end at the end: the same
/// plan gives the same bytes on every machine.
std::string write(const Plan& plan);

/// Reads what write() wrote; checks format version, structure and digest. Errors: Data.
Result<Plan> read(std::string_view json);

/// Sets plan.digest.
void seal(Plan& plan);

/// For people: one paragraph a step, in the words of Data Factory.
std::string describe(const Plan& plan);

}  // namespace adxc::plan

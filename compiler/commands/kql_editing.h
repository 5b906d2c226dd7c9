// What an editor asks for about a query: its layout, and what may stand at a place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/kql/bind.h"

namespace adxc::commands {

/// Offset in UTF-16 code units, as .NET, JavaScript and editors count, of a byte of UTF-8.
class Utf16 {
 public:
  explicit Utf16(std::string_view text) : text_(text) {}

  std::size_t offset(std::size_t byte);
  /// The other way round; beyond the end means the end.
  std::size_t byte(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t units_ = 0;
};

/// Lays out the queries in files, `-` is stdin; with `check` it only lists those that would change.
int format_queries(const std::vector<std::string>& paths, bool check, cli::Context& context);

/// Prints what may stand at the offset: {"start", "length", "items": [{"label", "kind",
/// "detail"}]}.
int complete_query(const std::string& path, const std::string& offset,
                   const adxc::kql::Catalog* tables, cli::Context& context);

}  // namespace adxc::commands

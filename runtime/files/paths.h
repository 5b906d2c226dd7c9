// Paths of definitions, which may be written on another system, as paths of this machine. A path
// never leads out of the folder its linked service names.
#pragma once

#include <string>
#include <string_view>

#include "compiler/base/error.h"

namespace adxc::files {

/// The folder that `host` names: absolute, or relative to `base`. Errors (Unsupported): a network
/// share or a drive of Windows.
Result<std::string> root_folder(const std::string& host, const std::string& base);

/// `path` with `/` between its parts and without `.`, `..` and empty parts; relative, "" for the
/// folder itself. Errors (Refused): it leads out of the folder.
Result<std::string> clean_path(std::string_view path);

/// The two with a slash between; either may be empty.
std::string joined(std::string_view folder, std::string_view name);

/// True if all of `name` matches: `*` stands for any characters, `?` for one, `^` takes the meaning
/// off the next.
bool matches(std::string_view pattern, std::string_view name);

/// True if a pattern's sign stands in the text.
bool has_wildcard(std::string_view text);

}  // namespace adxc::files

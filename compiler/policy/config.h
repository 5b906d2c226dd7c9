// adxc.yaml: found, read, checked against schemas/config/adxc.yaml, and made into values.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/document/document.h"

namespace adxc::policy {

/// How much a finding counts; Off is not at all.
enum class Level { Off, Info, Warning, Error };

/// The level of "error", "warning", "info", "off"; empty for anything else.
std::optional<Level> level_of(std::string_view word);

/// Other settings for some files.
struct PathSetting {
  std::string path;  // a pattern, relative to the configuration's folder
  std::vector<std::string> ignore;
  std::map<std::string, Level> severity;  // by rule or family
  std::string until;                      // last day on which it holds; "" is for ever
  diag::Place until_place;
  std::string reason;
};

struct Config {
  std::filesystem::path file;    // "" when there is none
  std::filesystem::path folder;  // what its paths are relative to; absolute
  std::vector<std::string> roots;
  std::string profile;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::map<std::string, Level> severity;
  std::string fail_on;
  std::string baseline;
  std::vector<std::string> schema;
  std::vector<PathSetting> per_path;
  document::Limits limits;
};

/// One value and where it comes from, for people.
struct Shown {
  std::string name;  // "lint.fail-on"
  std::string value;
  std::string origin;  // "default" or "adxc.yaml:4:12"
};

/// A configuration, its text, and what is wrong with it. On the heap, as documents point into it.
struct ConfigFile {
  text::SourceMap sources;  // of its text alone
  document::Document document;
  diag::Sink mistakes;
  Config config;

  /// Every setting with its value, in the order of the table.
  std::vector<Shown> shown() const;
};

/// adxc.yaml in `from` or in a folder above it, up to the first that holds `.git`; "" if none is.
std::filesystem::path find_config(const std::filesystem::path& from);

/// Reads one configuration; "" gives the defaults. Errors: NotFound, Denied.
Result<std::unique_ptr<ConfigFile>> read_config(const std::filesystem::path& path);

/// The same for the text of a configuration that stands, or would stand, at `path`.
std::unique_ptr<ConfigFile> config_from(const std::filesystem::path& path, std::string text);

}  // namespace adxc::policy

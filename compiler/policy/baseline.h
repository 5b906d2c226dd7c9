// Findings that are known and wait: adxc-baseline.json. An entry names a rule, an object, a path in
// it and a hash of what was found there, and so outlives moved lines and moved files.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/program/workspace.h"

namespace adxc::policy {

struct BaselineKey {
  std::string rule;
  std::string object;  // "pipeline/Nightly"; the file's path for what is in no object
  std::string path;    // JSON pointer below the object; items go by their name, or as "-"
  std::string value;   // 12 hexadecimal digits of a SHA-256
  friend auto operator<=>(const BaselineKey&, const BaselineKey&) = default;
};

struct BaselineEntry {
  std::size_t count = 0;
  diag::Place place;  // in the baseline's file
};

using Baseline = std::map<BaselineKey, BaselineEntry>;

/// Finds the keys of findings. Indexes the workspace once.
class BaselineKeys {
 public:
  explicit BaselineKeys(const program::Workspace& workspace);
  BaselineKey of(const diag::Diagnostic& finding) const;

 private:
  struct Owner {
    const document::Document* document = nullptr;
    std::vector<const program::Object*> objects;
  };
  const program::Workspace& workspace_;
  std::map<text::FileId, Owner> owners_;
};

/// Reads a baseline; what is no baseline is reported.
Baseline read_baseline(const text::SourceFile& file, diag::Sink& sink);

/// Marks findings that the baseline knows, as often as it knows them, and reports each entry that
/// occurs less often. Returns what is left of the baseline when it is pruned.
Baseline hide_known(const Baseline& baseline, const BaselineKeys& keys, const std::string& name,
                    std::vector<diag::Diagnostic>& findings, diag::Sink& sink);

/// A baseline of all findings that are not suppressed otherwise.
Baseline baseline_of(const BaselineKeys& keys, const std::vector<diag::Diagnostic>& findings);

/// The file's text: one entry a line, sorted.
std::string write_baseline(const Baseline& baseline);

}  // namespace adxc::policy

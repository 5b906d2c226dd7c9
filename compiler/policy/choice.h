// Which rules count, how much, and where: the configuration and the command line together.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/policy/config.h"

namespace adxc::policy {

/// What the command line says; it beats the configuration.
struct Wishes {
  std::vector<std::string> select;  // in place of the configuration's when not empty
  std::vector<std::string> ignore;
  std::map<std::string, Level> severity;
};

/// Several threads may ask at the same time.
class Choice {
 public:
  /// `config` must outlive it. Entries of per-path that ended before `today` do not hold.
  Choice(const Config& config, Wishes wishes, std::string today)
      : config_(config), wishes_(std::move(wishes)), today_(std::move(today)) {}

  /// How much a finding of `rule` counts in a file, whose path is relative to the configuration.
  /// The family `syntax` counts always: of what cannot be read nothing else can be said. Only
  /// per-path, which names files and a reason, silences it.
  Level level(const diag::Rule& rule, std::string_view path);

  /// False when no finding of the rule can count anywhere.
  bool is_on(std::string_view slug);

 private:
  Level everywhere(const diag::Rule& rule);

  const Config& config_;
  Wishes wishes_;
  std::string today_;
  std::map<std::pair<std::string, diag::Severity>, Level> known_;
  std::unique_ptr<std::mutex> asking_ = std::make_unique<std::mutex>();  // a Choice can be moved
};

/// True if a path, with forward slashes, is what a pattern names: `*` and `?` stay inside a name,
/// `**` goes over any folders.
bool matches(std::string_view pattern, std::string_view path);

}  // namespace adxc::policy

// What definitions must not say, beyond what the property tables and the expression language
// refuse. One file per rule, named after the fault it finds; each has its page in docs/rules/.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/program/program.h"

namespace adxc::rules {

/// A constant named after its file and, with `-` for `_`, after the slug it reports.
struct Rule {
  /// Reports every place where the program has the fault.
  void (*check)(const program::Program& program, diag::Sink& sink);
  /// What it reports beside the slug of its name.
  std::span<const std::string_view> also = {};
};

/// In Rule::also of a rule whose slugs come from elsewhere: it always runs.
inline constexpr std::string_view kSlugsFromElsewhere[] = {"*"};

/// Whether findings under a slug are asked for anywhere.
using Wanted = std::function<bool(std::string_view slug)>;

/// Runs every rule of the folder, but not those none of whose slugs is wanted. A rule that runs
/// reports all of its slugs. No `wanted` means all.
void check(const program::Program& program, diag::Sink& sink, const Wanted& wanted = {});

}  // namespace adxc::rules

// What an activity becomes in the plan. Only for compiler/lower.
#pragma once

#include <optional>

#include "compiler/lower/scope.h"

namespace adxc::lower {

/// The action of a Copy or AzureDataExplorerCommand activity. Empty when there is none, or when
/// adxc cannot do what the activity says; both have been reported. `scope` is that of the pipeline.
std::optional<plan::Action> action_of(const Scope& scope, const program::Activity& activity,
                                      diag::Sink& sink);

}  // namespace adxc::lower

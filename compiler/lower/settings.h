// From the settings of entities to those of a plan: expressions worked out, secrets replaced by
// where they are found. Only for compiler/lower.
#pragma once

#include "compiler/lower/scope.h"
#include "compiler/model/settings.h"

namespace adxc::lower {

/// What model::settings() gives of one object of a definition, as a plan holds it. A type without a
/// table is reported as one that adxc cannot execute. `object` names secrets that come from the
/// environment.
plan::Settings settings_of(const Scope& scope, const std::vector<model::Setting>& settings,
                           std::string_view object, diag::Sink& sink);

}  // namespace adxc::lower

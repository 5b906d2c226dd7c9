// Steps as JSON in Data Factory's words. Only runtime/exec includes this.
#pragma once

#include <nlohmann/json.hpp>

#include "runtime/exec/run.h"

namespace adxc::exec {

/// `output` of an activity run; of a step that still runs what it counted so far, of one that never
/// ran an empty object.
nlohmann::ordered_json output_of(const StepRun& step);

/// `error` of an activity run; its members are "" when there was none.
nlohmann::ordered_json error_of(const StepRun& step);

}  // namespace adxc::exec

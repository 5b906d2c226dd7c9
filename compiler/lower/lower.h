// From the program to the plan: one pipeline, with every parameter filled in, every expression
// worked out and every secret replaced by where it is found when the plan runs.
#pragma once

#include <map>
#include <string>

#include "compiler/base/error.h"
#include "compiler/plan/plan.h"
#include "compiler/program/program.h"

namespace adxc::lower {

/// What the person at the command line asks for.
struct Request {
  std::string pipeline;  // "" when there is only one
  /// Values for the pipeline's parameters as text; arrays and objects as JSON.
  std::map<std::string, std::string> parameters;
};

/// The plan of one pipeline. What the definitions say and adxc cannot do is reported to the sink;
/// the plan is complete only if it then holds no error. Errors are about the request: NotFound for
/// a pipeline or a parameter that does not exist, Refused for a parameter without a value or of the
/// wrong type, or when several pipelines exist and none is named; the message lists the names.
Result<plan::Plan> lower(const program::Program& program, const Request& request, diag::Sink& sink);

}  // namespace adxc::lower

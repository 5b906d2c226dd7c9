// The functions of the ARM template language that adxc works out, over values that may be unknown
// in part. Only for compiler/program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/arm_values.h"

namespace adxc::program {

ArmValue arm_text(std::string text);
ArmValue arm_bool(bool truth);

/// A text of which nothing is known.
ArmValue arm_gap();

/// The value of a function that needs no names; unknown for functions that adxc does not work out
/// and for arguments of which too little is known.
ArmValue arm_call(std::string_view function, const std::vector<ArmValue>& arguments);

}  // namespace adxc::program

// Which operations there are on which types, and what their results are. Source: the matrix of the
// official analyser 12.4.1.
#pragma once

#include <optional>
#include <span>

#include "compiler/base/scalar_type.h"
#include "compiler/kql/op.h"

namespace adxc::kql {

/// The type both numbers widen to: int < long < real < decimal.
ScalarType wider(ScalarType a, ScalarType b);

/// True if a value of `from` can stand where `to` is wanted without being asked to convert.
bool widens(ScalarType from, ScalarType to);

struct Operands {
  ScalarType result = ScalarType::Dynamic;
  ScalarType left = ScalarType::Dynamic;  // what the operands are converted to first
  ScalarType right = ScalarType::Dynamic;
};

/// Add to Modulo; nothing when the operation is not defined for the types.
std::optional<Operands> arithmetic(Op op, ScalarType left, ScalarType right);

/// Equal and Less to GreaterEqual; the result is bool.
std::optional<Operands> comparison(Op op, ScalarType left, ScalarType right);

/// What minus makes of a type.
std::optional<ScalarType> negation(ScalarType type);

/// The one type for all: the same, the widest number, or the one besides dynamic.
std::optional<ScalarType> common_type(std::span<const ScalarType> types);

}  // namespace adxc::kql

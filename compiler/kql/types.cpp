#include "compiler/kql/types.h"

#include <algorithm>
#include <array>

namespace adxc::kql {
namespace {

using enum ScalarType;

/// Arithmetic of numbers happens in long at least.
ScalarType at_least_long(ScalarType type) {
  return type == Int ? Long : type;
}

struct TimeRule {
  Op op;
  ScalarType left, right, result;
};

constexpr std::array kTimeRules = {
    TimeRule{Op::Add, DateTime, TimeSpan, DateTime},
    TimeRule{Op::Add, TimeSpan, DateTime, DateTime},
    TimeRule{Op::Add, TimeSpan, TimeSpan, TimeSpan},
    TimeRule{Op::Add, DateTime, DateTime, DateTime},
    TimeRule{Op::Subtract, DateTime, DateTime, TimeSpan},
    TimeRule{Op::Subtract, DateTime, TimeSpan, DateTime},
    TimeRule{Op::Subtract, TimeSpan, TimeSpan, TimeSpan},
    TimeRule{Op::Subtract, TimeSpan, DateTime, DateTime},
    TimeRule{Op::Multiply, TimeSpan, TimeSpan, TimeSpan},
    TimeRule{Op::Divide, TimeSpan, TimeSpan, Real},
    TimeRule{Op::Divide, DateTime, DateTime, Real},
    TimeRule{Op::Divide, DateTime, TimeSpan, Real},
    TimeRule{Op::Modulo, TimeSpan, TimeSpan, TimeSpan},
    TimeRule{Op::Modulo, DateTime, DateTime, TimeSpan},
    TimeRule{Op::Modulo, DateTime, TimeSpan, TimeSpan},
};

bool is_time(ScalarType type) {
  return type == DateTime || type == TimeSpan;
}

/// A point or length of time with a number: the number scales it.
std::optional<Operands> scaled(Op op, ScalarType left, ScalarType right) {
  const auto factor = [](ScalarType number) {
    return number == Decimal ? Real : at_least_long(number);
  };
  const bool divides = op == Op::Divide || op == Op::Modulo;
  if (is_time(left) && is_numeric(right) && (divides || op == Op::Multiply)) {
    return Operands{left, left, factor(right)};
  }
  if (is_numeric(left) && is_time(right) && op == Op::Multiply) {
    return Operands{right, factor(left), right};
  }
  return std::nullopt;
}

/// A dynamic value beside a point or length of time, in sums only.
std::optional<Operands> dynamic_time(Op op, ScalarType left, ScalarType right) {
  if (op != Op::Add && op != Op::Subtract) return std::nullopt;
  const ScalarType known = left == Dynamic ? right : left;
  if (known == TimeSpan) return Operands{TimeSpan, TimeSpan, TimeSpan};
  if (op == Op::Subtract) return Operands{TimeSpan, DateTime, DateTime};
  return left == Dynamic ? Operands{DateTime, TimeSpan, DateTime}
                         : Operands{DateTime, DateTime, TimeSpan};
}

bool is_number_like(ScalarType type) {
  return is_numeric(type) || type == Bool;
}

}  // namespace

ScalarType wider(ScalarType a, ScalarType b) {
  return std::max(a, b);
}

bool widens(ScalarType from, ScalarType to) {
  if (from == to) return true;
  return is_numeric(from) && is_numeric(to) && from < to;
}

std::optional<Operands> arithmetic(Op op, ScalarType left, ScalarType right) {
  if (is_numeric(left) && is_numeric(right)) {
    const ScalarType type = at_least_long(wider(left, right));
    return Operands{type, type, type};
  }
  if (left == Dynamic && right == Dynamic) return Operands{Dynamic, Dynamic, Dynamic};
  const bool one_dynamic = left == Dynamic || right == Dynamic;
  const ScalarType other = left == Dynamic ? right : left;
  if (one_dynamic && is_numeric(other)) {
    const ScalarType type = at_least_long(other);
    return Operands{type, type, type};
  }
  if (one_dynamic) return is_time(other) ? dynamic_time(op, left, right) : std::nullopt;
  for (const TimeRule& rule : kTimeRules) {
    if (rule.op == op && rule.left == left && rule.right == right) {
      return Operands{rule.result, left, right};
    }
  }
  return scaled(op, left, right);
}

std::optional<Operands> comparison(Op op, ScalarType left, ScalarType right) {
  if (left == right) {
    const bool ordered = op == Op::Equal || (left != String && left != Guid);
    return ordered ? std::optional(Operands{Bool, left, right}) : std::nullopt;
  }
  if (is_numeric(left) && is_numeric(right)) {
    return Operands{Bool, wider(left, right), wider(left, right)};
  }
  if (is_number_like(left) && is_number_like(right)) {
    const ScalarType number = at_least_long(left == Bool ? right : left);
    return Operands{Bool, number, number};
  }
  const bool one_dynamic = left == Dynamic || right == Dynamic;
  const ScalarType other = left == Dynamic ? right : left;
  if (op == Op::Equal || (one_dynamic && is_numeric(other))) return Operands{Bool, left, right};
  return std::nullopt;
}

std::optional<ScalarType> negation(ScalarType type) {
  if (is_numeric(type)) return at_least_long(type);
  if (is_time(type) || type == Dynamic) return type;
  return std::nullopt;
}

std::optional<ScalarType> common_type(std::span<const ScalarType> types) {
  std::optional<ScalarType> common;
  for (const ScalarType type : types) {
    if (!common || *common == Dynamic) {
      common = type;
    } else if (is_numeric(*common) && is_numeric(type)) {
      common = wider(*common, type);
    } else if (type != *common && type != Dynamic) {
      return std::nullopt;
    }
  }
  return common;
}

}  // namespace adxc::kql

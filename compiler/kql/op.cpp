#include "compiler/kql/op.h"

#include "compiler/kql/op_words.h"

namespace adxc::kql {

std::string_view spelling(Op op, bool negated, bool folded) {
  for (const auto& entry : kOpSpellings) {
    if (entry.op == op && entry.negated == negated && entry.folded == folded) return entry.text;
  }
  return "?";
}

}  // namespace adxc::kql

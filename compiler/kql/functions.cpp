#include "compiler/kql/functions.h"

#include <algorithm>
#include <iterator>

namespace adxc::kql {
namespace {

#include "kql_functions.inc"

}  // namespace

bool Signature::fits(std::size_t arguments) const {
  std::size_t required = 0;
  for (const FunctionParameter& one : parameters) required += one.optional ? 0 : 1;
  if (arguments < required) return false;
  if (repeat_size == 0) return arguments <= parameters.size();
  if (arguments <= parameters.size() && repeat_size == 1) return true;
  return (arguments - (parameters.size() - repeat_size)) % repeat_size == 0;
}

const FunctionParameter& Signature::parameter(std::size_t index, std::size_t arguments) const {
  const bool in_front = repeat_size == 0 || index < repeat_begin;
  if (in_front || arguments <= parameters.size()) return parameters[index];
  const std::size_t behind = parameters.size() - repeat_begin - repeat_size;
  if (arguments - index <= behind) return parameters[parameters.size() - (arguments - index)];
  return parameters[repeat_begin + (index - repeat_begin) % repeat_size];
}

const Function& function(FunctionId id) {
  return kFunctions[id];
}

std::size_t function_count() {
  return std::size(kFunctions);
}

std::optional<FunctionId> find_function(std::string_view name, FunctionKind kind) {
  const auto* found = std::lower_bound(
      std::begin(kFunctions), std::end(kFunctions), std::pair(kind, name),
      [](const Function& row, const auto& key) { return std::pair(row.kind, row.name) < key; });
  if (found == std::end(kFunctions) || found->name != name || found->kind != kind) {
    return std::nullopt;
  }
  return static_cast<FunctionId>(found - std::begin(kFunctions));
}

std::span<const std::string_view> known_functions(FunctionKind kind) {
  if (kind == FunctionKind::Scalar) return kKnownScalars;
  return kKnownAggregates;
}

bool is_known_function(std::string_view name, FunctionKind kind) {
  const auto names = known_functions(kind);
  return std::binary_search(names.begin(), names.end(), name);
}

std::span<const std::string_view> plugins() {
  return kPlugins;
}

}  // namespace adxc::kql

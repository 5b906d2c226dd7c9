#include "compiler/kql/signatures.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "compiler/kql/types.h"

namespace adxc::kql {
namespace {

/// More arguments than any signature without repetition takes.
constexpr std::size_t kMany = 16;

/// "a", "a or b", "a, b or c".
std::string alternatives(const std::vector<std::string>& words) {
  if (words.size() < 2) return words.empty() ? "" : words[0];
  const auto last = words.end() - 1;
  return fmt::format("{} or {}", fmt::join(words.begin(), last, ", "), *last);
}

}  // namespace

std::string wanted_count(const Function& function) {
  std::vector<std::size_t> counts;
  for (std::size_t count = 0; count <= kMany; ++count) {
    const bool fits = std::any_of(function.signatures.begin(), function.signatures.end(),
                                  [&](const Signature& one) { return one.fits(count); });
    if (fits) counts.push_back(count);
  }
  const bool endless = !counts.empty() && counts.back() >= kMany - 1;
  if (endless) return fmt::format("at least {}", counts.front());
  std::vector<std::string> words;
  for (const std::size_t count : counts) words.push_back(std::to_string(count));
  return alternatives(words);
}

std::string type_names(const FunctionParameter& parameter) {
  std::vector<std::string> words;
  for (const ScalarType type : kScalarTypes) {
    if (parameter.takes(type)) words.emplace_back(name(type));
  }
  return alternatives(words);
}

ScalarType narrowest(const FunctionParameter& parameter, ScalarType from) {
  for (const ScalarType to : kScalarTypes) {
    if (parameter.takes(to) && widens(from, to)) return to;
  }
  return from;
}

std::set<std::string_view> names_of(std::span<const ScalarType> types) {
  std::set<std::string_view> names;
  for (const ScalarType type : types) names.insert(name(type));
  return names;
}

}  // namespace adxc::kql

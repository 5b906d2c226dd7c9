// What the rules about names in expressions share: a used name, the names that are declared, and
// how to say that they do not meet. Only for compiler/rules.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

/// Reports `name` at `place` of `document` unless it is declared; case does not matter.
inline void expect_declared(const diag::Kind<std::string_view, std::string>& kind,
                            const document::Document& document, const diag::Place& place,
                            std::string_view name, const std::vector<std::string_view>& declared,
                            diag::Sink& sink) {
  const bool known = std::any_of(declared.begin(), declared.end(),
                                 [&](std::string_view other) { return equal_fold(other, name); });
  if (known) return;
  const std::string_view nearest = nearest_name(name, declared);
  diag::Diagnostic& finding = sink.report(
      kind, place, name, nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?");
  // Inside of an expression a name stands bare, where nothing but a plain one can.
  const bool plain = std::all_of(nearest.begin(), nearest.end(), [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
  if (plain) offer_word(finding, document, name, nearest, false);
  if (nearest.empty() && !declared.empty()) {
    finding.notes.push_back("there are " + one_of(name, declared));
  }
}

/// Names of declared parameters or variables; none when there are none.
template <typename Specification>
std::vector<std::string_view> names_of(
    const model::Property<std::vector<model::Named<Specification>>>& declarations) {
  std::vector<std::string_view> names;
  if (const auto* list = declarations.literal()) {
    for (const auto& declaration : *list) names.push_back(declaration.name);
  }
  return names;
}

}  // namespace adxc::rules

// What rules share to say what to write instead. Where the source does not stand as it is read (an
// escape, an alias) there is no fix. Only for compiler/rules.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/document/edits.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

/// Puts `wanted` in place of `found`, which stands at the finding's place, in quotes or bare. A
/// word that would need escapes somewhere is not offered.
inline void offer_word(diag::Diagnostic& finding, const document::Document& document,
                       std::string_view found, std::string_view wanted, bool safe) {
  const bool escapes = std::any_of(wanted.begin(), wanted.end(), [](char c) {
    return c == '\'' || c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
  });
  if (wanted.empty() || escapes) return;
  diag::offer(finding,
              document::fix_of(document::replace_word(document, finding.place, found, wanted),
                               "write `" + std::string(wanted) + "`", safe));
}

/// Takes a property away that has no effect, or should have none.
inline void offer_removal(diag::Diagnostic& finding, const document::Document& document,
                          document::NodeId property, bool safe) {
  diag::offer(finding,
              document::fix_of(document::remove_property(document, property),
                               "remove `" + std::string(document.key(property)) + "`", safe));
}

}  // namespace adxc::rules

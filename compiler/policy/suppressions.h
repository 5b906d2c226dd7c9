// Suppressions that stand beside what they silence: comments of YAML and KQL, annotations of
// objects, user properties of activities. Each names rules and a reason, and may have a last day.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/program/workspace.h"

namespace adxc::policy {

/// One rule's name in a suppression.
struct Silenced {
  std::string rule;
  text::Span span;
  bool used = false;
};

/// One suppression.
struct Mark {
  std::vector<Silenced> rules;
  text::Span scope;  // findings that begin in it are silenced
  diag::Place place;
  std::string until;  // "" is for ever
  text::Span until_span;
  std::string reason;
};

/// Every suppression of the workspace; what cannot be read as one is reported.
std::vector<Mark> find_marks(const program::Workspace& workspace, diag::Sink& sink);

/// What a suppression says, read from the text behind `adxc:`: "ignore[a, b] until=2027-01-31 --
/// reason", or without brackets. `bare` texts leave out `ignore`. False when it cannot be read,
/// which has been reported.
bool read_mark(const text::Fragment& words, bool bare, Mark& mark, diag::Sink& sink);

/// Marks findings as suppressed, and reports what is wrong with suppressions: no reason, a day that
/// is over, a rule that does not exist, nothing to silence. `is_on` tells rules that are checked.
void suppress(std::vector<Mark>& marks, const std::string& today,
              const std::function<bool(std::string_view)>& is_on,
              std::vector<diag::Diagnostic>& findings, diag::Sink& sink);

}  // namespace adxc::policy

// Reports of the YAML reader. They wait until the number of documents is known, because the pointer
// of a node in a file of several begins with its document's index.
#pragma once

#include <vector>

#include "compiler/document/document.h"

namespace adxc::document {

class YamlReports {
 public:
  /// `inside` is the container the finding stands in; invalid for none. Beyond a number that nobody
  /// corrects before looking again, findings are counted only.
  template <typename... Args>
  diag::Diagnostic& report(const diag::Kind<Args...>& kind, NodeId inside, text::Span span,
                           const std::type_identity_t<Args>&... args) {
    if (waiting_.all().size() >= kShown) return keep_back(kind.rule, span);
    inside_.push_back(inside);
    return waiting_.report(kind, {span, ""}, args...);
  }

  void deliver(const Document& document, diag::Sink& sink);

 private:
  static constexpr std::size_t kShown = 20;
  diag::Diagnostic& keep_back(diag::Rule rule, text::Span span);

  diag::Sink waiting_;
  std::vector<NodeId> inside_;  // of each waiting finding
  diag::Diagnostic kept_back_;  // the first that is not shown
  std::size_t kept_back_count_ = 0;
};

}  // namespace adxc::document

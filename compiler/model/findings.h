// The wording of everything decode() has to say. Inner header of compiler/model.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/document/document.h"
#include "compiler/model/row.h"

namespace adxc::model {

/// Reports into one sink about one document.
class Findings {
 public:
  Findings(const document::Document& document, diag::Sink& sink)
      : document_(&document), sink_(&sink) {}

  /// `home` names the place where the property belongs; "" when it is known nowhere.
  void unknown_property(document::NodeId node, std::string_view owner, std::string_view home,
                        const std::vector<std::string_view>& known);
  /// `needed_by` is a type or another property.
  diag::Diagnostic& missing_property(const diag::Place& place, std::string_view name,
                                     std::string_view needed_by);
  void wrong_type(document::NodeId node, const Row& row, std::string_view wanted);
  void unknown_value(document::NodeId node, const Row& row);
  void unknown_type(document::NodeId node, std::string_view words,
                    const std::vector<std::string_view>& known);
  void timespan_syntax(document::NodeId node, const Row& row);
  void timespan_above_limit(document::NodeId node, const Row& row);
  void timespan_below_limit(document::NodeId node, const Row& row);
  void number_out_of_range(document::NodeId node, const Row& row);
  void text_too_long(document::NodeId node, const Row& row, std::size_t length);
  void item_count(document::NodeId node, std::string_view name, std::size_t least,
                  std::size_t most);
  void expression_not_allowed(document::NodeId node, std::string_view name);
  void expression_required(document::NodeId node, const Row& row);
  void non_canonical_case(const diag::Place& place, std::string_view found,
                          std::string_view canonical);
  void missing_secret(document::NodeId node, std::string_view when,
                      const std::vector<std::string_view>& wanted);
  void conflicting_properties(document::NodeId node, std::string_view when, std::string_view other);
  void schema_violation(const diag::Place& place, std::string_view sentence);
  void newer_than_profile(const diag::Place& place, std::string_view name, Date since,
                          Date profile);
  void required_in_profile(const diag::Place& place, std::string_view name, std::string_view owner,
                           Date profile);

  /// The narrowest place that stands for an object: its `type`, its key, or where it begins.
  diag::Place object_place(document::NodeId object) const;

  std::size_t errors() const { return sink_->errors(); }
  std::size_t count() const { return sink_->all().size(); }
  void weaken(std::size_t finding) { sink_->weaken(finding); }

 private:
  /// Fixes a word by another, where the word stands as it is.
  void offer(diag::Diagnostic& finding, std::string_view found, std::string_view wanted, bool safe);

  const document::Document* document_;
  diag::Sink* sink_;
};

}  // namespace adxc::model

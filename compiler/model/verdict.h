// The verdict of the JSON Schemas (schemas/json), the second opinion on every object that decode()
// takes apart. decode() words what is wrong; the schema decides whether something is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/document/document.h"
#include "compiler/model/row.h"

namespace adxc::model {

/// What a schema objects to.
struct Violation {
  document::NodeId node;
  std::string sentence;
};

/// Asks the schema of `table` about an object; `typed` is the table that the object's `type` names,
/// null for none. Empty when the object is valid, or has no schema of its own, or could not be read
/// in full.
std::optional<Violation> violation(const document::Document& document, document::NodeId object,
                                   const Table& table, const Table* typed);

}  // namespace adxc::model

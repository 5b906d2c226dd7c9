// The verdict of the JSON Schemas (schemas/json), the second opinion on every object that decode()
// takes apart. decode() words what is wrong; the schema decides whether something is.
#pragma once

#include <string>

#include "compiler/document/document.h"
#include "compiler/model/row.h"

namespace adxc::model {

enum class Ruling {
  Valid,
  Invalid,
  None,  // the object has no schema of its own, or could not be read in full
};

struct Verdict {
  Ruling ruling = Ruling::None;
  document::NodeId node;  // what the schema objects to, and why
  std::string sentence;
};

/// Asks the schema of `table` about an object; `typed` is the table that the object's `type` names,
/// null for none.
Verdict ask_schema(const document::Document& document, document::NodeId object, const Table& table,
                   const Table* typed);

}  // namespace adxc::model

// Writing documents: JSON as Data Factory lays it out, YAML in blocks. Both say the document and
// nothing else; same() holds what was written against what was meant.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/document/document.h"
#include "compiler/writer/remarks.h"

namespace adxc::writer {

/// The order in which the children of an object are written.
using Order = std::vector<document::NodeId> (*)(const document::Document&, document::NodeId);

/// As they stand in the source.
std::vector<document::NodeId> source_order(const document::Document& document,
                                           document::NodeId object);

/// As the service writes them: name, properties, type; what it has no place for stays behind what
/// it stood behind.
std::vector<document::NodeId> service_order(const document::Document& document,
                                            document::NodeId object);

/// Several documents become a list. Tabs and no line break at the end, as in a factory's Git
/// folder.
std::string write_json(const document::Document& document, Order order);

/// `remarks` are the source's comments and empty lines; they stay beside what they stood beside.
/// Without `blocks`, texts of several lines stand on one line, with escapes.
std::string write_yaml(const document::Document& document, Order order, const Remarks& remarks,
                       bool blocks);

}  // namespace adxc::writer

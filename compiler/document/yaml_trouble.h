// What yaml-cpp refuses, in our words and at the place of the mistake.
#pragma once

#include <string_view>

#include "compiler/document/yaml_events.h"
#include "compiler/document/yaml_reports.h"
#include "compiler/document/yaml_source.h"

namespace adxc::document {

/// A document that could not be read to its end.
struct YamlTrouble {
  std::string_view text;  // of the whole file
  text::FileId file;
  YamlPart part;           // where the document stands
  const YamlEvents& read;  // has a fault
  NodeId inside;           // the container that was open
};

/// Reports the fault of `trouble.read`.
void explain(const YamlTrouble& trouble, const Limits& limits, YamlReports& reports);

}  // namespace adxc::document

// ARM templates read as factories: which resources are objects of a factory, under which names, and
// what their values are as far as that is known before deployment. Only for compiler/program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/workspace.h"

namespace adxc::program {

/// True if the root of a document is a template of Azure Resource Manager.
bool is_arm_template(const document::Document& document, document::NodeId root);

struct ArmObjects {
  std::vector<Object> objects;
  std::set<ObjectKind> open;  // kinds of which the factory may hold more than the template tells
  bool whole = false;         // the template makes the factory itself, so that it knows all of it
};

/// The objects of Data Factory and Synapse in a template, nested deployments included. The document
/// is changed so that everybody after this reads definitions in it: values that are known stand in
/// place of the expressions that give them, `[[` has lost its first bracket, values known only at
/// deployment are Broken, and what belongs to the resource and not to the definition is out of the
/// way. `given` holds what a parameter file gives. Nothing is reported and nothing changed when the
/// template has no such object.
ArmObjects read_arm_template(document::Document& document, document::NodeId root, diag::Sink& sink,
                             const GivenParameters* given = nullptr);

}  // namespace adxc::program

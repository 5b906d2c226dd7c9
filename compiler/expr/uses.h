// What an expression names by literal names. Only for compiler/expr; others read Tree::uses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/expr/tree.h"

namespace adxc::expr {

/// `base.name` or `base['name']`: the name and where it stands.
struct Access {
  NodeId base;
  std::string name;
  text::Span span;
};

std::optional<Access> access(const Tree& tree, const Node& node);

/// Everything the tree names by a literal name, in the order of the source.
std::vector<Use> find_uses(const Tree& tree);

}  // namespace adxc::expr

// What stands between the tokens of a query: comments, empty lines, and whether a blank belongs
// there when both stand on one line.
#pragma once

#include <vector>

#include "compiler/kql/syntax.h"

namespace adxc::kql {

struct Comment {
  Range range;              // without the line break
  bool own_line = false;    // nothing but blanks before it
  bool empty_line = false;  // an empty line stands before it
};

/// What stands before a token.
struct Gap {
  std::vector<Comment> comments;
  bool empty_line = false;  // right before the token
  bool blank = false;       // two tokens on one line are kept apart
};

/// One for each token.
std::vector<Gap> gaps_of(const Tree& tree);

}  // namespace adxc::kql

// Queries and commands that are put together at run time. Only for compiler/rules.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/expr/tree.h"
#include "compiler/program/program.h"

namespace adxc::rules {

/// "query" or "command" if the text is one of Kusto's, else "".
std::string_view kusto_word(const document::Document& document, document::NodeId node);

/// The pieces of a text that is put together by `concat` or by `@{…}`; none otherwise.
std::vector<expr::NodeId> pieces_of(const expr::Tree& tree);

/// Follows quotes of KQL through a literal piece; 0 when none is open.
char quote_after(std::string_view text, char open);

/// True if somebody may pass the value in, and nothing on its way makes it harmless.
bool comes_from_outside(const expr::Tree& tree, expr::NodeId id);

}  // namespace adxc::rules

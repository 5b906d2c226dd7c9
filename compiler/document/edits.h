// How rules say what to write instead: edits of the source that keep its layout, quotes and
// comments. Where the source cannot be edited with certainty (an alias, a folded text) there is no
// edit, and so no fix.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/document/document.h"

namespace adxc::document {

/// Puts `wanted` in place of `found`, which stands at `place` as it is, in quotes or bare: a key or
/// a scalar. For words that need no escapes.
std::optional<diag::Edit> replace_word(const Document& document, const diag::Place& place,
                                       std::string_view found, std::string_view wanted);

/// Gives a property another name.
std::optional<diag::Edit> rename_key(const Document& document, NodeId node, std::string_view name);

/// Gives a scalar another text, quoted as the node's style and the text demand.
std::optional<diag::Edit> replace_scalar(const Document& document, NodeId node,
                                         std::string_view text);

/// Puts a scalar that stands on one line into brackets; `before` and `behind` are JSON and so YAML.
std::optional<diag::Edit> wrap(const Document& document, NodeId node, std::string_view before,
                               std::string_view behind);

/// Takes a property out of its object, with its comma or its lines.
std::optional<diag::Edit> remove_property(const Document& document, NodeId node);

/// Adds a property at the end of an object that has one already; `value` is a text.
std::optional<diag::Edit> insert_property(const Document& document, NodeId object,
                                          std::string_view name, std::string_view value);

/// A fix of one edit; none when there is no edit.
std::optional<diag::Fix> fix_of(std::optional<diag::Edit> edit, std::string title, bool safe);

}  // namespace adxc::document

// Texts that stand in the definition as they are, and places inside of them. Only for
// compiler/rules.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/expr/parser.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

struct WrittenText {
  std::string_view text;
  document::NodeId node;  // the scalar that holds it
};

/// The text of a property, unless it is worked out at run time or still to be filled in. An
/// expression object without `@` is as good as its text.
inline std::optional<WrittenText> written_text(const model::Property<std::string>& property) {
  std::optional<WrittenText> found;
  if (const std::string* literal = property.literal()) found = {*literal, property.node};
  if (const model::Expression* computed = property.expression()) {
    found = {computed->text.text(), computed->node};
  }
  if (!found || expr::is_expression(found->text)) return std::nullopt;
  if (program::find_placeholder(found->text) || program::has_token(found->text))
    return std::nullopt;
  return found;
}

/// The stretch [begin, end) of the text of a scalar.
inline diag::Place place_in(const document::Document& document, document::NodeId node,
                            std::size_t begin, std::size_t end) {
  diag::Place place = document.place(node);
  place.span = document.fragment(node).span(begin, end);
  return place;
}

}  // namespace adxc::rules

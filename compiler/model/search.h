// Finding references and expressions in parts of a document that no table describes.
#pragma once

#include <optional>
#include <vector>

#include "compiler/model/property.h"

namespace adxc::model {

/// The expression at a node: the object form, or bare text that begins with `@` but not `@@`, or
/// holds
/// `@{`. Empty for anything else.
std::optional<Expression> expression_at(const document::Document& document, document::NodeId node);

/// Whether text is evaluated rather than taken as it is.
bool is_expression_text(std::string_view text);

/// Every expression at or below `node`, in the order of the source. Descriptions and annotations
/// are text for people and left out.
std::vector<Expression> expressions_under(const document::Document& document,
                                          document::NodeId node);

/// The object at `node` read as a reference, without any judgement; empty when it is no object
/// whose `type` ends with "Reference".
std::optional<Reference> reference_at(const document::Document& document, document::NodeId node);

/// Every reference at or below `node`, in the order of the source.
std::vector<Reference> references_under(const document::Document& document, document::NodeId node);

}  // namespace adxc::model

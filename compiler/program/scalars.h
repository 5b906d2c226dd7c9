// Reading texts straight from a document, for parts that no property table describes, and telling
// texts apart that stand for something else.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/document/document.h"

namespace adxc::program {

/// A JSON string or any YAML scalar that is not null.
bool is_text(document::NodeKind kind);
bool is_text(const document::Node& node);

/// The text under a key of an object, "" when there is none. The view lives as long as the
/// document.
std::string_view text_at(const document::Document& document, document::NodeId object,
                         std::string_view key);

/// The object under a key of an object; invalid when there is none.
document::NodeId object_at(const document::Document& document, document::NodeId object,
                           std::string_view key);

/// The value under a key of an object; invalid when there is none or it is null.
document::NodeId value_at(const document::Document& document, document::NodeId object,
                          std::string_view key);

/// True if the value under a key is written and true; an expression is not.
bool is_true(const document::Document& document, document::NodeId object, std::string_view key);

/// True if the value under a key is absent, null or written as false; an expression is not.
bool is_false(const document::Document& document, document::NodeId object, std::string_view key);

/// `text` without blanks and line ends around it.
std::string_view trimmed(std::string_view text);

/// Where in a text something stands.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// `<clusterName>`: words in angle brackets, as templates and documentation leave them to be
/// replaced. Comparisons and markup are not taken for placeholders.
std::optional<Stretch> find_placeholder(std::string_view text);

/// True if the text is one placeholder and nothing else.
bool is_placeholder(std::string_view text);

/// True if the text holds a token that a deployment step replaces: `#{x}#`, `__X__`, `${x}`,
/// `{{x}}`.
bool has_token(std::string_view text);

/// Offset of the first character of a query or command that is neither blank nor comment; the size
/// of the text when there is none.
std::size_t kusto_begin(std::string_view text);

/// Asterisks, as the service shows a secret that it keeps.
bool is_masked(std::string_view text);

}  // namespace adxc::program

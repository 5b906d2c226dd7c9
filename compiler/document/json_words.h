// How the JSON reader's messages name what they found.
#pragma once

#include <string>
#include <utility>

#include "compiler/document/json_lexer.h"

namespace adxc::document {

/// "`:`", or a name for what cannot be shown; long tokens are cut.
std::string quoted(const JsonToken& token, std::string_view text);

/// What `word` is called in JSON when it is another language's constant; "" for the rest.
std::string_view literal_for(std::string_view word);

/// The part of an escape that can be shown: `\` before a line break is shown alone.
std::string_view visible(std::string_view escape);

/// What a control character is called, and how JSON writes it.
std::pair<std::string, std::string> control_names(char c);

}  // namespace adxc::document

// The YAML that nearly every definition is written in, read exactly and fast: block mappings and
// sequences, plain, quoted, literal and folded scalars, comments, and flow collections of one line.
// Everything else, every mistake included, is left to yaml-cpp, and what is read here is what
// yaml-cpp and YamlTree make of the same text: a test and a fuzz target compare the two.
#pragma once

#include <string_view>

#include "compiler/document/document.h"

namespace adxc::document {

/// Reads `text`, from `begin` on, which is the text of `document.file` and has no control
/// characters but line breaks and tabs. False when it holds anything unusual; `document` is then to
/// be thrown away.
bool read_simple_yaml(std::string_view text, std::uint32_t begin, const Limits& limits,
                      Document& document);

}  // namespace adxc::document

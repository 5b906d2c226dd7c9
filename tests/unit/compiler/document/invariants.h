// What holds for every document a reader returns, whatever it was given.
#pragma once

#include <string>

#include "compiler/document/document.h"

namespace adxc::document {

/// "" when everything holds, else a sentence about the first thing that does not.
std::string broken_promise(const Document& document, const std::vector<diag::Diagnostic>& findings);

}  // namespace adxc::document

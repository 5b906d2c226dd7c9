// Parameter files of ARM templates: `ARMTemplateParametersForFactory.json` beside
// `ARMTemplateForFactory.json`, `x.parameters.json` beside `x.json`. Only for compiler/program.
#pragma once

#include <string>
#include <string_view>

#include "compiler/program/workspace.h"

namespace adxc::program {

/// True if the root of a document is a parameter file of Azure Resource Manager.
bool is_arm_parameters(const document::Document& document);

/// The path of a template without its extension, folded; of a parameter file, that of its template.
std::string template_key(std::string_view path);

/// The values that are written out. Empty texts stand for what somebody has to fill in, and what is
/// taken from a Key Vault is not there.
GivenParameters given_parameters(const document::Document& document);

}  // namespace adxc::program

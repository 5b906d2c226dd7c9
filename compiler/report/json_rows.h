// A finding as the `json` and `jsonl` reports write it. Only for compiler/report.
#pragma once

#include <nlohmann/json.hpp>

#include "compiler/report/secrets.h"

namespace adxc::report {

using Json = nlohmann::ordered_json;

/// One finding. Its first nine members stay as they are within format version 1; later members may
/// follow them. schemas/json/lint-report.schema.json tells what they mean.
Json json_row(const Findings& findings, const Secrets& secrets, const diag::Diagnostic& diagnostic);

/// As text; bytes of the user that are not UTF-8 are replaced, so that the output always is.
std::string json_text(const Json& value, int indent);

}  // namespace adxc::report

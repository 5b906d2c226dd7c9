// The names of kinds of objects in folders, in `kind:` and in types of ARM. Only for
// compiler/program.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/program/workspace.h"

namespace adxc::program {

/// The kind of that name, with or without an `s` at its end, case folded.
std::optional<ObjectKind> kind_named(std::string_view name);

/// The kind that a type of ARM names: `Microsoft.DataFactory/factories/datasets`; Factory for a
/// factory itself.
std::optional<ObjectKind> kind_of_type(std::string_view type);

/// The kind that the type of a reference names: `DatasetReference`.
std::optional<ObjectKind> referenced_kind(std::string_view type);

}  // namespace adxc::program

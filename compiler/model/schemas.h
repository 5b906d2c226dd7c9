// The JSON Schemas as texts, put together from their parts when somebody asks.
#pragma once

#include <string>
#include <string_view>

#include "compiler/model/row.h"
#include "made/model/schemas.h"

namespace adxc::model {

/// What an object of `table` is judged by; `typed` is the table that its `type` names, null for
/// none.
std::string flat_schema(const Table& table, const Table* typed);

/// What `adxc schema` prints: whole for a kind, flat for a type.
std::string published_schema(const SchemaName& name);

}  // namespace adxc::model

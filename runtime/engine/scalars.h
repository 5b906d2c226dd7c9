// Scalar functions of our own inside DuckDB, for what SQL does not do as Kusto does: each is a C++
// function made a SQL function by scalar_function() (see scalar_function.h).
#pragma once

#include "runtime/engine/duck.h"

namespace adxc::engine {

/// Makes all of them known to the database of the connection.
Result<void> register_scalars(Connection& connection);

}  // namespace adxc::engine

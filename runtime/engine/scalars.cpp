#include "runtime/engine/scalars.h"

#include <fmt/format.h>

#include "runtime/engine/scalar_function.h"

namespace adxc::engine {

namespace {

/// Gives the type to `use` and destroys it.
template <typename Use>
void with_type(duckdb_type type, const Use& use) {
  duckdb_logical_type logical = duckdb_create_logical_type(type);
  use(logical);
  duckdb_destroy_logical_type(&logical);
}

}  // namespace

void ScalarFunctions::add(const char* name, duckdb_type result,
                          const std::vector<duckdb_type>& parameters, duckdb_type rest,
                          void* holder, duckdb_delete_callback_t drop,
                          duckdb_scalar_function_t function) {
  duckdb_scalar_function made = duckdb_create_scalar_function();
  duckdb_scalar_function_set_name(made, name);
  for (duckdb_type parameter : parameters) {
    with_type(parameter, [&](auto type) { duckdb_scalar_function_add_parameter(made, type); });
  }
  if (rest != DUCKDB_TYPE_INVALID) {
    with_type(rest, [&](auto type) { duckdb_scalar_function_set_varargs(made, type); });
  }
  with_type(result, [&](auto type) { duckdb_scalar_function_set_return_type(made, type); });
  duckdb_scalar_function_set_special_handling(made);
  duckdb_scalar_function_set_extra_info(made, holder, drop);
  duckdb_scalar_function_set_function(made, function);
  if (duckdb_register_scalar_function(connection_, made) == DuckDBError && result_) {
    result_ = fail(ErrorKind::Refused, fmt::format("the function {} cannot be added", name));
  }
  duckdb_destroy_scalar_function(&made);
}

Result<void> register_scalars(Connection& connection) {
  ScalarFunctions functions(connection.handle());
  add_number_scalars(functions);
  add_text_scalars(functions);
  add_search_scalars(functions);
  add_time_scalars(functions);
  add_conversion_scalars(functions);
  add_dynamic_scalars(functions);
  add_array_scalars(functions);
  add_decimal_scalars(functions);
  return functions.result();
}

}  // namespace adxc::engine

// Makes a C++ function a scalar function of SQL. Only for the files that define some.
//
//   std::optional<std::int64_t> quotient(std::int64_t a, std::int64_t b);
//   functions.add("k_quotient", quotient);
//
// Parameters are bool, std::int32_t, std::int64_t, double, std::string_view or std::optional of one
// of these; one null among the plain ones makes the result null (or "" for a result of type
// std::string, since a Kusto string is never null). Functions must not throw and must give the same
// result for the same arguments.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <duckdb.h>

#include "compiler/base/error.h"

namespace adxc::engine {

/// A 128-bit number as DuckDB's sum gives it.
using Huge = duckdb_hugeint;

/// The arguments of a function of any number of texts.
using Texts = std::span<const std::optional<std::string_view>>;

namespace scalar_detail {

template <typename T>
struct Unwrapped {
  using type = T;
  static constexpr bool optional = false;
};
template <typename T>
struct Unwrapped<std::optional<T>> {
  using type = T;
  static constexpr bool optional = true;
};
template <typename T>
using Plain = typename Unwrapped<T>::type;

template <typename T>
constexpr duckdb_type sql_type() {
  if constexpr (std::is_same_v<T, bool>) {
    return DUCKDB_TYPE_BOOLEAN;
  } else if constexpr (std::is_same_v<T, std::int32_t>) {
    return DUCKDB_TYPE_INTEGER;
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    return DUCKDB_TYPE_BIGINT;
  } else if constexpr (std::is_same_v<T, double>) {
    return DUCKDB_TYPE_DOUBLE;
  } else if constexpr (std::is_same_v<T, Huge>) {
    return DUCKDB_TYPE_HUGEINT;
  } else {
    static_assert(std::is_same_v<T, std::string_view> || std::is_same_v<T, std::string>);
    return DUCKDB_TYPE_VARCHAR;
  }
}

/// One argument or result column of a chunk.
struct Vector {
  duckdb_vector vector = nullptr;
  void* data = nullptr;
  std::uint64_t* validity = nullptr;

  explicit Vector(duckdb_vector v)
      : vector(v), data(duckdb_vector_get_data(v)), validity(duckdb_vector_get_validity(v)) {}

  bool valid(idx_t row) const { return duckdb_validity_row_is_valid(validity, row); }

  template <typename T>
  T plain(idx_t row) const {
    if constexpr (std::is_same_v<T, std::string_view>) {
      auto* text = static_cast<duckdb_string_t*>(data) + row;
      return {duckdb_string_t_data(text), duckdb_string_t_length(*text)};
    } else {
      return static_cast<const T*>(data)[row];
    }
  }

  /// The argument as the function takes it; the row must be valid unless T is optional.
  template <typename T>
  T get(idx_t row) const {
    if constexpr (Unwrapped<T>::optional) {
      if (!valid(row)) return std::nullopt;
    }
    return plain<Plain<T>>(row);
  }

  template <typename T>
  void set(idx_t row, const T& value) {
    if constexpr (Unwrapped<T>::optional) {
      value ? set(row, *value) : set_null(row);
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
      const std::string_view text = value;
      duckdb_vector_assign_string_element_len(vector, row, text.data(), text.size());
    } else {
      static_cast<T*>(data)[row] = value;
    }
  }

  void set_null(idx_t row) {
    if (!validity) {
      duckdb_vector_ensure_validity_writable(vector);
      validity = duckdb_vector_get_validity(vector);
    }
    duckdb_validity_set_row_invalid(validity, row);
  }
};

template <typename R>
void set_without(Vector& result, idx_t row) {
  if constexpr (std::is_same_v<R, std::string>) {
    result.set(row, std::string_view());
  } else {
    result.set_null(row);
  }
}

template <typename R, typename... A, std::size_t... I>
void run(R (*function)(A...), duckdb_data_chunk input, duckdb_vector output,
         std::index_sequence<I...>) {
  const idx_t rows = duckdb_data_chunk_get_size(input);
  std::array<Vector, sizeof...(A)> in{Vector(duckdb_data_chunk_get_vector(input, I))...};
  Vector result(output);
  for (idx_t row = 0; row < rows; ++row) {
    if (((Unwrapped<A>::optional || in[I].valid(row)) && ...)) {
      result.set(row, function(in[I].template get<A>(row)...));
    } else {
      set_without<R>(result, row);
    }
  }
}

template <typename R, typename... A>
void call(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  using Function = R (*)(A...);
  auto* holder = static_cast<Function*>(duckdb_scalar_function_get_extra_info(info));
  run(*holder, input, output, std::index_sequence_for<A...>());
}

template <typename R>
void call_texts(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  using Function = R (*)(Texts);
  auto* holder = static_cast<Function*>(duckdb_scalar_function_get_extra_info(info));
  std::vector<Vector> in;
  for (idx_t i = 0; i < duckdb_data_chunk_get_column_count(input); ++i) {
    in.emplace_back(duckdb_data_chunk_get_vector(input, i));
  }
  std::vector<std::optional<std::string_view>> arguments(in.size());
  Vector result(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    for (std::size_t i = 0; i < in.size(); ++i) {
      arguments[i] = in[i].get<std::optional<std::string_view>>(row);
    }
    result.set(row, (*holder)(arguments));
  }
}

}  // namespace scalar_detail

/// Makes functions known to a database; remembers the first failure.
class ScalarFunctions {
 public:
  explicit ScalarFunctions(duckdb_connection connection) : connection_(connection) {}

  template <typename R, typename... A>
  void add(const char* name, R (*function)(A...)) {
    using namespace scalar_detail;
    const std::vector<duckdb_type> parameters{sql_type<Plain<A>>()...};
    add(
        name, sql_type<Plain<R>>(), parameters, DUCKDB_TYPE_INVALID,
        new (decltype(function))(function),
        [](void* holder) { delete static_cast<R (**)(A...)>(holder); }, call<R, A...>);
  }

  /// A function of any number of texts.
  template <typename R>
  void add_texts(const char* name, R (*function)(Texts)) {
    using namespace scalar_detail;
    add(
        name, sql_type<Plain<R>>(), {}, DUCKDB_TYPE_VARCHAR, new (decltype(function))(function),
        [](void* holder) { delete static_cast<R (**)(Texts)>(holder); }, call_texts<R>);
  }

  Result<void> result() const { return result_; }

 private:
  void add(const char* name, duckdb_type result, const std::vector<duckdb_type>& parameters,
           duckdb_type rest, void* holder, duckdb_delete_callback_t drop,
           duckdb_scalar_function_t function);

  duckdb_connection connection_;
  Result<void> result_;
};

// Each family is defined in scalars_<family>.cpp.
void add_number_scalars(ScalarFunctions& functions);
void add_text_scalars(ScalarFunctions& functions);
void add_search_scalars(ScalarFunctions& functions);
void add_time_scalars(ScalarFunctions& functions);
void add_conversion_scalars(ScalarFunctions& functions);
void add_dynamic_scalars(ScalarFunctions& functions);
void add_array_scalars(ScalarFunctions& functions);
void add_decimal_scalars(ScalarFunctions& functions);

}  // namespace adxc::engine

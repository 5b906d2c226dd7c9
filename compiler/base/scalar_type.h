// The ten scalar types of Kusto and their names. The KQL front end, the rows in flight and the
// engine all mean these. Source: facts of docs kusto/query/scalar-data-types, official
// analyser 12.4.1.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace adxc {

enum class ScalarType { Bool, Int, Long, Real, Decimal, String, DateTime, TimeSpan, Guid, Dynamic };

inline constexpr std::array kScalarTypes = {
    ScalarType::Bool,    ScalarType::Int,    ScalarType::Long,     ScalarType::Real,
    ScalarType::Decimal, ScalarType::String, ScalarType::DateTime, ScalarType::TimeSpan,
    ScalarType::Guid,    ScalarType::Dynamic};

/// Canonical Kusto name, for example "datetime".
std::string_view name(ScalarType type);

/// The type a Kusto type name or alias (`boolean`, `date`, `double`, `int64`, `uniqueid`, …) stands
/// for. Case-sensitive, as in KQL.
std::optional<ScalarType> scalar_type(std::string_view name);

/// .NET name as the v1 wire and `.show schema` spell it, for example "System.DateTime".
std::string_view clr_name(ScalarType type);

bool is_numeric(ScalarType type);

}  // namespace adxc

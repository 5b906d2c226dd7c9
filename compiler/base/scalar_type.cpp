#include "compiler/base/scalar_type.h"

#include <utility>

namespace adxc {
namespace {

struct Names {
  std::string_view kusto;
  std::string_view clr;
};

constexpr std::array<Names, kScalarTypes.size()> kNames = {{
    {"bool", "System.SByte"},
    {"int", "System.Int32"},
    {"long", "System.Int64"},
    {"real", "System.Double"},
    {"decimal", "System.Data.SqlTypes.SqlDecimal"},
    {"string", "System.String"},
    {"datetime", "System.DateTime"},
    {"timespan", "System.TimeSpan"},
    {"guid", "System.Guid"},
    {"dynamic", "System.Object"},
}};

constexpr std::array kAliases = {
    std::pair{std::string_view("boolean"), ScalarType::Bool},
    std::pair{std::string_view("int32"), ScalarType::Int},
    std::pair{std::string_view("uint"), ScalarType::Int},
    std::pair{std::string_view("uint32"), ScalarType::Int},
    std::pair{std::string_view("int8"), ScalarType::Int},
    std::pair{std::string_view("uint8"), ScalarType::Int},
    std::pair{std::string_view("int16"), ScalarType::Int},
    std::pair{std::string_view("uint16"), ScalarType::Int},
    std::pair{std::string_view("int64"), ScalarType::Long},
    std::pair{std::string_view("ulong"), ScalarType::Long},
    std::pair{std::string_view("uint64"), ScalarType::Long},
    std::pair{std::string_view("float"), ScalarType::Real},
    std::pair{std::string_view("double"), ScalarType::Real},
    std::pair{std::string_view("date"), ScalarType::DateTime},
    std::pair{std::string_view("time"), ScalarType::TimeSpan},
    std::pair{std::string_view("uuid"), ScalarType::Guid},
    std::pair{std::string_view("uniqueid"), ScalarType::Guid},
};

}  // namespace

std::string_view name(ScalarType type) {
  return kNames[static_cast<std::size_t>(type)].kusto;
}

std::string_view clr_name(ScalarType type) {
  return kNames[static_cast<std::size_t>(type)].clr;
}

std::optional<ScalarType> scalar_type(std::string_view text) {
  for (ScalarType type : kScalarTypes) {
    if (name(type) == text) return type;
  }
  for (const auto& [alias, type] : kAliases) {
    if (alias == text) return type;
  }
  return std::nullopt;
}

bool is_numeric(ScalarType type) {
  return type == ScalarType::Int || type == ScalarType::Long || type == ScalarType::Real ||
         type == ScalarType::Decimal;
}

}  // namespace adxc

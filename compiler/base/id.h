// Indices that cannot be mixed up: Id<LinkedService> is not Id<Dataset>.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>

namespace adxc {

/// Position of a `Thing` in the one vector that owns all Things of its structure.
template <typename Thing>
struct Id {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = kNone;

  constexpr bool valid() const { return value != kNone; }
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace adxc

template <typename Thing>
struct std::hash<adxc::Id<Thing>> {
  std::size_t operator()(adxc::Id<Thing> id) const noexcept { return id.value; }
};

#include "runtime/engine/store.h"

#include <chrono>
#include <filesystem>
#include <random>

#include <fmt/format.h>

#include "compiler/base/ticks.h"
#include "runtime/engine/scalars.h"

namespace adxc::engine {

namespace {

constexpr const char* kFileName = "engine.duckdb";

}  // namespace

Store::Store(std::string folder, std::unique_ptr<Duck> duck)
    : folder_(std::move(folder)),
      started_(now_ticks()),
      duck_(std::move(duck)),
      catalog_(std::make_shared<Catalog>()) {}

Result<std::unique_ptr<Store>> Store::open(const std::string& folder) {
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  if (trouble) {
    return fail(ErrorKind::Denied, fmt::format("the engine's folder `{}` cannot be made: {}",
                                               folder, trouble.message()));
  }
  auto duck = Duck::open((std::filesystem::path(folder) / kFileName).string());
  if (!duck) {
    return within(std::move(duck).error(),
                  fmt::format("while opening the engine's folder `{}`; only one process at a time "
                              "can use it",
                              folder));
  }
  std::unique_ptr<Store> store(new Store(folder, std::move(*duck)));
  ADXC_LET(connection, store->connect());
  ADXC_TRY(register_scalars(connection));
  ADXC_TRY(prepare_catalog(connection));
  ADXC_TRY(store->refresh(connection));
  return store;
}

std::shared_ptr<const Catalog> Store::catalog() const {
  const std::lock_guard guard(catalog_lock_);
  return catalog_;
}

Result<void> Store::refresh(Connection& connection) {
  ADXC_LET(loaded, load_catalog(connection));
  auto fresh = std::make_shared<const Catalog>(std::move(loaded));
  const std::lock_guard guard(catalog_lock_);
  catalog_ = std::move(fresh);
  return {};
}

std::int64_t now_ticks() {
  using Ticks = std::chrono::duration<std::int64_t, std::ratio<1, kTicksPerSecond>>;
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return kUnixEpochTicks + std::chrono::duration_cast<Ticks>(since_epoch).count();
}

std::string random_guid() {
  std::random_device device;
  const auto word = [&] {
    return static_cast<std::uint32_t>(device());
  };
  const std::uint32_t a = word(), b = word(), c = word(), d = word();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:04x}{:08x}", a, b >> 16, b & 0xFFF,
                     0x8000 | (c & 0x3FFF), c >> 16, d);
}

}  // namespace adxc::engine

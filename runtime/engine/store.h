// What all requests to an engine share: the open file, the catalog as it is now, and the turn to
// change things.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "runtime/engine/catalog.h"
#include "runtime/engine/duck.h"

namespace adxc::engine {

class Store {
 public:
  static Result<std::unique_ptr<Store>> open(const std::string& folder);

  /// Shared because a query goes on with the catalog it began with while a command puts a new one
  /// in its place.
  std::shared_ptr<const Catalog> catalog() const;
  Result<Connection> connect() { return duck_->connect(); }
  /// Whoever changes anything holds this from before its transaction until after refresh().
  std::unique_lock<std::mutex> turn() { return std::unique_lock(turn_); }
  /// Reads the catalog again, after a commit.
  Result<void> refresh(Connection& connection);

  const std::string& folder() const { return folder_; }
  std::int64_t started() const { return started_; }  // ticks

 private:
  Store(std::string folder, std::unique_ptr<Duck> duck);

  std::string folder_;
  std::int64_t started_;
  std::unique_ptr<Duck> duck_;
  std::mutex turn_;
  mutable std::mutex catalog_lock_;
  std::shared_ptr<const Catalog> catalog_;
};

/// Ticks of now, by the machine's clock.
std::int64_t now_ticks();

/// A random (version 4) guid in lower case.
std::string random_guid();

}  // namespace adxc::engine

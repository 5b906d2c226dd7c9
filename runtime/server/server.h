// The embedded engine on a port: Kusto's REST API over HTTP, bound to loopback unless told
// otherwise.
#pragma once

#include <memory>
#include <string>

#include "compiler/base/error.h"
#include "runtime/engine/engine.h"
#include "runtime/sys/world.h"

namespace adxc::server {

struct Options {
  std::string host = "127.0.0.1";
  int port = 0;  // 0 takes any free one
  std::size_t threads = 32;
  /// Clients may send further requests on a connection. Without it stopping is immediate; with it
  /// an idle connection holds it up for its time-out of five seconds.
  bool keep_connections = true;
  std::size_t largest_body = std::size_t{64} << 20;  // bytes of one request, after decompression
};

/// Serves from the moment it is made until it is destroyed.
class Server {
 public:
  /// Errors: Unavailable when the port is taken.
  static Result<std::unique_ptr<Server>> start(engine::Engine& engine, sys::Random& random,
                                               const Options& options);
  virtual ~Server() = default;

  /// "http://127.0.0.1:8080"
  virtual std::string url() const = 0;
  /// Stops taking requests and waits for those under way. Safe from another thread.
  virtual void stop() = 0;
};

}  // namespace adxc::server

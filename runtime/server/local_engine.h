// The embedded engine for one command: opened in a folder and served on a loopback port, so that
// the client code which talks to Azure is the one that talks to it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/base/error.h"
#include "runtime/engine/engine.h"
#include "runtime/server/server.h"
#include "runtime/sys/world.h"

namespace adxc::server {

/// A running engine. The server is declared last, so it stops before the engine closes.
struct LocalEngine {
  std::unique_ptr<engine::Engine> engine;
  std::unique_ptr<Server> server;
};

/// Opens the engine in `folder`, makes sure that `databases` exist and serves it as `options` say.
Result<LocalEngine> start_local_engine(const std::string& folder,
                                       const std::vector<std::string>& databases,
                                       sys::Random& random, const Options& options = {});

}  // namespace adxc::server

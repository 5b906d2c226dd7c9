#include "runtime/server/local_engine.h"

namespace adxc::server {

Result<LocalEngine> start_local_engine(const std::string& folder,
                                       const std::vector<std::string>& databases,
                                       sys::Random& random, const Options& options) {
  LocalEngine local;
  ADXC_LET(engine, engine::Engine::open(folder));
  local.engine = std::move(engine);
  for (const std::string& database : databases) ADXC_TRY(local.engine->ensure_database(database));
  ADXC_LET(server, Server::start(*local.engine, random, options));
  local.server = std::move(server);
  return local;
}

}  // namespace adxc::server

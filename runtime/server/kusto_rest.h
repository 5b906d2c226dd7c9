// The endpoints of Kusto's REST API over the embedded engine, free of any HTTP library.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "runtime/engine/engine.h"
#include "runtime/server/call.h"
#include "runtime/server/channel.h"
#include "runtime/server/wire.h"
#include "runtime/sys/world.h"

namespace adxc::server {

/// What to answer. The body is either `text`, or what `stream` gives until it gives nothing.
struct Reply {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string text;
  std::function<std::optional<std::string>()> stream;
  std::function<void()> abandon;  // the caller has gone: stop producing
};

class KustoRest {
 public:
  KustoRest(engine::Engine& engine, sys::Random& random) : engine_(engine), random_(random) {}

  /// Answers one call; called from many threads.
  Reply handle(const Call& call);

 private:
  enum class Kind { Manage, QueryV1, QueryV2 };
  Reply run(const Call& call, Kind kind, const Ids& ids);
  Ids ids_of(const Call& call);

  engine::Engine& engine_;
  sys::Random& random_;
};

}  // namespace adxc::server

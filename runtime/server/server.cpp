#include "runtime/server/server.h"

#include <algorithm>
#include <httplib.h>
#include <thread>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/server/kusto_rest.h"

namespace adxc::server {
namespace {

Call to_call(const httplib::Request& request) {
  Call call{request.method, request.path, {}, {}, request.body};
  for (const auto& [name, value] : request.params) call.arguments.emplace(name, value);
  for (const auto& [name, value] : request.headers) call.headers.emplace(fold_case(name), value);
  return call;
}

void send(Reply reply, httplib::Response& response) {
  response.status = reply.status;
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
  if (!reply.stream) {
    response.set_content(reply.text, reply.content_type.c_str());
    return;
  }
  response.set_chunked_content_provider(
      reply.content_type.c_str(),
      [stream = std::move(reply.stream)](std::size_t, httplib::DataSink& sink) mutable {
        const auto bytes = stream();
        if (!bytes) {
          sink.done();
          return true;
        }
        return sink.write(bytes->data(), bytes->size());
      },
      [abandon = std::move(reply.abandon)](bool) { abandon(); });
}

/// A web page elsewhere must not reach the engine by a host name that it made point here.
bool is_own_host(const httplib::Request& request) {
  return !request.has_header("Host") ||
         sys::is_loopback("http://" + request.get_header_value("Host"));
}

class HttpServer : public Server {
 public:
  HttpServer(engine::Engine& engine, sys::Random& random, const Options& options)
      : rest_(engine, random),
        host_(options.host),
        loopback_(sys::is_loopback("http://" + options.host)) {
    http_.new_task_queue = [threads = options.threads] {
      return new httplib::ThreadPool(threads);
    };
    http_.set_tcp_nodelay(true);  // without it every small answer waits 40 ms for Nagle
    http_.set_keep_alive_max_count(options.keep_connections ? 100'000 : 1);
    http_.set_payload_max_length(options.largest_body);
    const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
      answer(request, response);
    };
    for (const char* any : {".*"}) {
      http_.Get(any, handler);
      http_.Post(any, handler);
      http_.Put(any, handler);
      http_.Delete(any, handler);
    }
  }

  ~HttpServer() override { stop(); }

  Result<void> listen(int port) {
    port_ = port == 0 ? http_.bind_to_any_port(host_.c_str())
                      : (http_.bind_to_port(host_.c_str(), port) ? port : -1);
    if (port_ < 0)
      return fail(ErrorKind::Unavailable,
                  fmt::format("cannot listen on {}:{}; is the port taken?", host_, port));
    thread_ = std::thread([this] { http_.listen_after_bind(); });
    // stop() is heard only by a server that runs; this takes a moment after the thread has begun.
    while (!http_.is_running()) std::this_thread::yield();
    return {};
  }

  std::string url() const override { return fmt::format("http://{}:{}", host_, port_); }

  void stop() override {
    http_.stop();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void answer(const httplib::Request& request, httplib::Response& response) {
    if (loopback_ && !is_own_host(request)) {
      response.status = 403;
      response.set_content("this engine answers loopback only\n", "text/plain");
      return;
    }
    send(rest_.handle(to_call(request)), response);
  }

  KustoRest rest_;
  httplib::Server http_;
  std::string host_;
  bool loopback_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(engine::Engine& engine, sys::Random& random,
                                              const Options& options) {
  auto server = std::make_unique<HttpServer>(engine, random, options);
  ADXC_TRY(server->listen(options.port));
  return server;
}

}  // namespace adxc::server

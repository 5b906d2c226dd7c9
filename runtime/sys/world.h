// The outside world comes in through one struct, so that a test is the program with a different
// world. The real one is real_world(); tests/fakes holds others.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/base/stream.h"

namespace adxc::sys {

class Clock {
 public:
  virtual ~Clock() = default;
  /// Ticks of 100 ns since 0001-01-01 UTC.
  virtual std::int64_t now() = 0;
  /// Ticks of 100 ns that only grow; their zero means nothing.
  virtual std::int64_t steady() = 0;
  virtual void sleep(std::int64_t ticks) = 0;
};

struct FileInfo {
  std::string path;  // as given to list(), joined with '/'
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // ticks
  bool directory = false;
};

class Files {
 public:
  virtual ~Files() = default;
  virtual Result<std::unique_ptr<ByteSource>> open(const std::string& path) = 0;
  /// Writes under a temporary name beside `path`; finish() syncs and renames. Makes missing
  /// folders.
  virtual Result<std::unique_ptr<ByteSink>> create(const std::string& path) = 0;
  /// What a folder holds, sorted by path. Symbolic links are not followed into folders.
  virtual Result<std::vector<FileInfo>> list(const std::string& folder, bool recursive) = 0;
  virtual Result<FileInfo> info(const std::string& path) = 0;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = "GET";
  std::string url;
  Headers headers;
  std::string body;
  std::int64_t connect_timeout_ticks = 300'000'000;  // 30 s
  std::int64_t timeout_ticks = 0;                    // until the last byte; 0 means none
};

struct Response {
  int status = 0;
  Headers headers;   // names in lower case
  std::string body;  // empty when a body handler took it

  std::string_view header(std::string_view lower_case_name) const;
};

class Network {
 public:
  /// Called with decoded bytes of a 200 response as they arrive; an error ends the transfer and is
  /// returned.
  using BodyHandler = std::function<Result<void>(std::string_view bytes)>;
  virtual ~Network() = default;
  /// Redirects are not followed. gzip and deflate are asked for and decoded. A body that ends
  /// before its announced length is an error. Response bodies kept in memory are limited to 64 MiB.
  virtual Result<Response> send(const Request& request, const BodyHandler& on_body = nullptr) = 0;
};

class Environment {
 public:
  virtual ~Environment() = default;
  virtual std::optional<std::string> variable(const std::string& name) = 0;
};

class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t next() = 0;
};

/// Borrowed parts; the maker of the World owns them.
struct World {
  Clock* clock = nullptr;
  Files* files = nullptr;
  Network* network = nullptr;
  Environment* environment = nullptr;
  Random* random = nullptr;
};

/// The machine we run on; lives as long as the program.
World real_world();

/// A random (version 4) GUID in lower case.
std::string new_guid(Random& random);

/// True for http(s) URLs whose host is localhost, 127.0.0.0/8 or ::1.
bool is_loopback(std::string_view url);

}  // namespace adxc::sys

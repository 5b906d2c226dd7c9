#include "runtime/sys/curl_network.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include <curl/curl.h>
#include <fmt/format.h>

#include "compiler/base/assert.h"
#include "compiler/base/names.h"
#include "runtime/sys/url.h"

namespace adxc::sys {
namespace {

constexpr std::int64_t kTicksPerMillisecond = 10'000;
/// Answers only on the machine itself; a proxy could not reach it and must not see it.
constexpr std::string_view kMetadataHost = "169.254.169.254";
/// Handles keep their connections; more than this many idle ones are not worth keeping.
constexpr std::size_t kMaxIdleHandles = 16;

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// A header list as curl wants it.
class HeaderList {
 public:
  void add(const std::string& line) {
    curl_slist* longer = curl_slist_append(list_.get(), line.c_str());
    ADXC_ASSERT(longer != nullptr);  // null means out of memory
    (void)list_.release();
    list_.reset(longer);
  }
  curl_slist* get() const { return list_.get(); }

 private:
  std::unique_ptr<curl_slist, FreeList> list_;
};

/// What one transfer gathers.
struct Transfer {
  CURL* handle = nullptr;
  const Network::BodyHandler* on_body = nullptr;
  Response response;
  std::optional<Error> stopped;  // why we ended the transfer ourselves
};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Called by curl once a header line. A status line starts a new set: what came before belonged to
/// an interim response.
std::size_t take_header(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size);
  const std::size_t colon = line.find(':');
  if (line.starts_with("HTTP/")) {
    transfer.response.headers.clear();
  } else if (colon != line.npos) {
    transfer.response.headers.emplace_back(fold_case(trimmed(line.substr(0, colon))),
                                           std::string(trimmed(line.substr(colon + 1))));
  }
  return size;
}

Result<void> keep_body(Response& response, std::string_view bytes) {
  if (response.body.size() + bytes.size() > kMaxBodyBytes) {
    return fail(ErrorKind::Limit,
                fmt::format("the response is larger than {} MiB", kMaxBodyBytes >> 20));
  }
  response.body += bytes;
  return {};
}

/// Called by curl with decoded bytes of the body; any other return value than `size` ends the
/// transfer.
std::size_t take_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  long status = 0;
  curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
  const bool stream = *transfer.on_body && status == 200;
  const std::string_view bytes(data, size);
  Result<void> taken = stream ? (*transfer.on_body)(bytes) : keep_body(transfer.response, bytes);
  if (taken) return size;
  transfer.stopped = std::move(taken).error();
  return 0;
}

/// curl takes header lines as they are; a line break in one would be a second header.
Result<void> add_headers(const Request& request, HeaderList& lines) {
  lines.add("Expect:");
  bool typed = false;
  for (const auto& [name, value] : request.headers) {
    if ((name + value).find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
      return fail(ErrorKind::Refused,
                  fmt::format("the value of the header `{}` holds a line break", trimmed(name)));
    }
    typed = typed || equal_fold(name, "content-type");
    // curl drops a header that ends in a colon; a semicolon asks it to send an empty one.
    lines.add(value.empty() ? name + ";" : name + ": " + value);
  }
  if (!typed) lines.add("Content-Type:");
  return {};
}

void set_method(CURL* handle, const Request& request) {
  if (request.method == "HEAD") {
    curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    return;
  }
  const bool has_body =
      request.method == "POST" || request.method == "PUT" || !request.body.empty();
  if (has_body) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(handle, CURLOPT_UPLOAD_BUFFERSIZE, 512L * 1024);
  }
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

/// Milliseconds, rounded up so that a short timeout does not become curl's 0, which means none.
long milliseconds(std::int64_t ticks) {
  return static_cast<long>((ticks + kTicksPerMillisecond - 1) / kTicksPerMillisecond);
}

void set_connection(CURL* handle, const Request& request) {
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, 256L * 1024);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.connect_timeout_ticks));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, milliseconds(request.timeout_ticks));
  if (is_loopback(request.url) || plain_host(request.url) == kMetadataHost) {
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
  }
}

void set_callbacks(Transfer& transfer) {
  curl_easy_setopt(transfer.handle, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(transfer.handle, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(transfer.handle, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(transfer.handle, CURLOPT_WRITEDATA, &transfer);
}

ErrorKind kind_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return ErrorKind::NotFound;
    case CURLE_OPERATION_TIMEDOUT: return ErrorKind::Timeout;
    case CURLE_PEER_FAILED_VERIFICATION: return ErrorKind::Denied;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return ErrorKind::Refused;
    default: return ErrorKind::Unavailable;
  }
}

/// Only curl's constant text of the code is shown: it never holds a header or a URL.
Error error_of(CURLcode code, const Request& request) {
  Error error;
  error.kind = kind_of(code);
  error.message = fmt::format("{} {}: {}", request.method, printable_url(request.url),
                              curl_easy_strerror(code));
  error.retryable = error.kind != ErrorKind::Denied && error.kind != ErrorKind::Refused;
  return error;
}

class CurlNetwork final : public Network {
 public:
  CurlNetwork() { ADXC_ASSERT(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); }
  ~CurlNetwork() override {
    idle_.clear();
    curl_global_cleanup();
  }

  Result<Response> send(const Request& request, const BodyHandler& on_body) override {
    Handle handle = take_handle();
    Transfer transfer;
    transfer.handle = handle.get();
    transfer.on_body = &on_body;
    HeaderList lines;
    ADXC_TRY(add_headers(request, lines));
    set_connection(handle.get(), request);
    set_method(handle.get(), request);
    set_callbacks(transfer);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, lines.get());
    return perform(std::move(handle), request, transfer);
  }

 private:
  Result<Response> perform(Handle handle, const Request& request, Transfer& transfer) {
    const CURLcode code = curl_easy_perform(handle.get());
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    give_back(std::move(handle));
    if (transfer.stopped) return tl::make_unexpected(std::move(*transfer.stopped));
    if (code != CURLE_OK) return tl::make_unexpected(error_of(code, request));
    transfer.response.status = static_cast<int>(status);
    return std::move(transfer.response);
  }

  Handle take_handle() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) {
      Handle fresh(curl_easy_init());
      ADXC_ASSERT(fresh != nullptr);
      return fresh;
    }
    Handle handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }

  void give_back(Handle handle) {
    curl_easy_reset(handle.get());  // forgets every option, keeps connections
    const std::lock_guard lock(mutex_);
    if (idle_.size() < kMaxIdleHandles) idle_.push_back(std::move(handle));
  }

  std::mutex mutex_;
  std::vector<Handle> idle_;
};

}  // namespace

std::unique_ptr<Network> curl_network() {
  return std::make_unique<CurlNetwork>();
}

}  // namespace adxc::sys

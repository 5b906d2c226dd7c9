#include "runtime/sys/curl_network.h"

#include <cstdlib>

#include <doctest/doctest.h>

#include "loopback_server.h"

using namespace adxc;
using sys::LoopbackServer;

namespace {

std::string ok(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

sys::Request get(const std::string& url) {
  sys::Request request;
  request.url = url;
  request.timeout_ticks = 50'000'000;
  return request;
}

}  // namespace

TEST_CASE("a request goes out as given and its answer comes back") {
  LoopbackServer server(
      {"HTTP/1.1 201 Created\r\nX-Name: a value \r\nContent-Length: 2\r\n\r\nhi"});
  const auto network = sys::curl_network();
  sys::Request request = get(server.url("/v1/rest/mgmt?a=b%20c"));
  request.method = "POST";
  request.headers = {{"Content-Type", "application/json"}, {"x-empty", ""}};
  request.body = std::string("{\"a\":\0}", 7);
  const auto response = network->send(request);
  REQUIRE(response);
  CHECK(response->status == 201);
  CHECK(response->header("x-name") == "a value");
  CHECK(response->header("nothing").empty());
  CHECK(response->body == "hi");
  const std::string sent = server.requests().at(0);
  CHECK(sent.starts_with("POST /v1/rest/mgmt?a=b%20c HTTP/1.1\r\n"));
  CHECK(sent.find("Content-Type: application/json\r\n") != sent.npos);
  CHECK(sent.find("x-empty:\r\n") != sent.npos);
  CHECK(sent.find("Accept-Encoding: gzip, deflate\r\n") != sent.npos);
  CHECK(sent.find("Expect:") == sent.npos);
  CHECK(sent.ends_with(request.body));
}

TEST_CASE("an empty PUT announces its length, a large body waits for nobody") {
  LoopbackServer server({ok(""), ok("")});
  const auto network = sys::curl_network();
  sys::Request request = get(server.url("/x"));
  request.method = "PUT";
  REQUIRE(network->send(request));
  request.body.assign(3 << 20, 'x');
  REQUIRE(network->send(request));
  CHECK(server.requests().at(0).find("Content-Length: 0\r\n") != std::string::npos);
  CHECK(server.requests().at(0).find("Content-Type") == std::string::npos);
  CHECK(server.requests().at(1).find("Expect") == std::string::npos);
  CHECK(server.requests().at(1).ends_with(request.body));
}

TEST_CASE("a body handler sees the body of a 200 and of nothing else") {
  LoopbackServer server({ok("streamed"), "HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\nkept"});
  const auto network = sys::curl_network();
  std::string seen;
  const auto handler = [&seen](std::string_view bytes) -> Result<void> {
    seen += bytes;
    return {};
  };
  const auto first = network->send(get(server.url("/")), handler);
  REQUIRE(first);
  CHECK(first->body.empty());
  CHECK(seen == "streamed");
  const auto second = network->send(get(server.url("/")), handler);
  REQUIRE(second);
  CHECK(second->status == 404);
  CHECK(second->body == "kept");
  CHECK(seen == "streamed");
}

TEST_CASE("an error of the body handler is the error of the request") {
  LoopbackServer server({ok("body")});
  const auto response =
      sys::curl_network()->send(get(server.url("/")), [](std::string_view) -> Result<void> {
        return fail(ErrorKind::Data, "not what was wanted");
      });
  REQUIRE_FALSE(response);
  CHECK(response.error().kind == ErrorKind::Data);
  CHECK(response.error().message == "not what was wanted");
}

TEST_CASE("compressed bodies are decoded") {
  const std::string gzip(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48\xcd\xc9\xc9\x07\x00\x86\xa6"
      "\x10\x36\x05\x00\x00\x00",
      25);
  LoopbackServer server(
      {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 25\r\n\r\n" + gzip});
  const auto response = sys::curl_network()->send(get(server.url("/")));
  REQUIRE(response);
  CHECK(response->body == "hello");
}

TEST_CASE("a redirect is an answer like any other") {
  LoopbackServer server(
      {"HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: "
       "0\r\n\r\n"});
  const auto response = sys::curl_network()->send(get(server.url("/")));
  REQUIRE(response);
  CHECK(response->status == 302);
}

TEST_CASE("a body cut short is an error, whatever announced its length") {
  LoopbackServer server({"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
                         ""});
  const auto network = sys::curl_network();
  for (int i = 0; i < 3; ++i) {
    const auto response = network->send(get(server.url("/p?sig=secret")));
    REQUIRE_FALSE(response);
    CHECK(response.error().kind == ErrorKind::Unavailable);
    CHECK(response.error().retryable);
    CHECK(response.error().text().find("secret") == std::string::npos);
    CHECK(response.error().text().find("/p") != std::string::npos);
  }
}

TEST_CASE("loopback is never reached through a proxy") {
  LoopbackServer server({ok("direct")});
  ::setenv("http_proxy", "http://127.0.0.1:9", 1);
  const auto response = sys::curl_network()->send(get(server.url("/")));
  ::unsetenv("http_proxy");
  REQUIRE(response);
  CHECK(response->body == "direct");
}

TEST_CASE("what cannot be sent or reached is said plainly") {
  const auto network = sys::curl_network();
  sys::Request request = get("http://127.0.0.1:1/x");
  CHECK(network->send(request).error().kind == ErrorKind::Unavailable);
  request = get("file:///etc/passwd");
  CHECK(network->send(request).error().kind == ErrorKind::Refused);
  request = get("http://127.0.0.1:1/x");
  request.headers = {{"Authorization", "Bearer secret\r\nX-Other: 1"}};
  const Error error = network->send(request).error();
  CHECK(error.message == "the value of the header `Authorization` holds a line break");
}

TEST_CASE("a silent server times out") {
  const int silent = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(silent, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(silent, 1) == 0);
  REQUIRE(::getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  sys::Request request = get("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)));
  request.timeout_ticks = 1'000'000;  // 100 ms
  const auto response = sys::curl_network()->send(request);
  ::close(silent);
  REQUIRE_FALSE(response);
  CHECK(response.error().kind == ErrorKind::Timeout);
}

TEST_CASE("bodies kept in memory are limited") {
  const std::string head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
  LoopbackServer server({head + std::string(sys::kMaxBodyBytes + 1, 'x')});
  const auto response = sys::curl_network()->send(get(server.url("/")));
  REQUIRE_FALSE(response);
  CHECK(response.error().kind == ErrorKind::Limit);
}

// A server for one test: says a fixed answer to each connection, byte for byte, and keeps what it
// was asked.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace adxc::sys {

class LoopbackServer {
 public:
  explicit LoopbackServer(std::vector<std::string> answers)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    REQUIRE(::bind(socket_, any, size) == 0);
    REQUIRE(::listen(socket_, 4) == 0);
    REQUIRE(::getsockname(socket_, any, &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, mine = std::move(answers)] { serve(mine); });
  }
  ~LoopbackServer() {
    stop();
    ::close(socket_);
  }

  std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  /// What was asked; ends the server.
  const std::vector<std::string>& requests() {
    stop();
    return requests_;
  }

 private:
  void stop() {
    ::shutdown(socket_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
  }
  void serve(const std::vector<std::string>& answers) {
    for (const std::string& answer : answers) {
      const int peer = ::accept(socket_, nullptr, nullptr);
      if (peer < 0) return;
      requests_.push_back(read_request(peer));
      (void)::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
      ::close(peer);
    }
  }
  /// Head and, when a length is announced, body.
  static std::string read_request(int peer) {
    std::string text;
    char room[4096];
    while (true) {
      const std::size_t head = text.find("\r\n\r\n");
      const std::size_t length = text.find("Content-Length: ");
      if (head != text.npos) {
        const std::size_t body = length < head ? std::stoul(text.substr(length + 16)) : 0;
        if (text.size() >= head + 4 + body) return text;
      }
      const ssize_t count = ::read(peer, room, sizeof room);
      if (count <= 0) return text;
      text.append(room, static_cast<std::size_t>(count));
    }
  }

  int socket_;
  int port_ = 0;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace adxc::sys

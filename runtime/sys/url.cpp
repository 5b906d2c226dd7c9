#include "runtime/sys/url.h"

#include <algorithm>
#include <charconv>

#include "compiler/base/names.h"
#include "runtime/sys/world.h"

namespace adxc::sys {
namespace {

/// What follows `http://` or `https://`, or "".
std::string_view after_scheme(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (equal_fold(url.substr(0, scheme.size()), scheme)) return url.substr(scheme.size());
  }
  return "";
}

bool is_number_up_to(std::string_view text, unsigned most) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool padded = text.size() > 1 && text.front() == '0';
  return error == std::errc() && end == text.data() + text.size() && !padded && value <= most;
}

/// 127.a.b.c with all four numbers written out.
bool is_loopback_v4(std::string_view host) {
  if (!host.starts_with("127.")) return false;
  int numbers = 0;
  while (true) {
    const std::size_t dot = host.find('.');
    if (!is_number_up_to(host.substr(0, dot), 255) || ++numbers > 4) return false;
    if (dot == host.npos) return numbers == 4;
    host.remove_prefix(dot + 1);
  }
}

}  // namespace

std::string_view plain_host(std::string_view url) {
  const bool odd = std::any_of(url.begin(), url.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '\\' || c == '\x7f';
  });
  const std::string_view rest = after_scheme(url);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  if (odd || authority.find('@') != authority.npos) return "";
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == authority.npos) return "";
  const std::size_t colon = authority.find(':', bracket);
  if (colon != authority.npos && !is_number_up_to(authority.substr(colon + 1), 65'535)) return "";
  const std::string_view host = authority.substr(0, colon);
  return bracket > 0 && host.back() != ']' ? "" : host;
}

bool is_loopback(std::string_view url) {
  const std::string_view host = plain_host(url);
  return equal_fold(host, "localhost") || host == "[::1]" || is_loopback_v4(host);
}

std::string printable_url(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t colon = url.find("://");
  const std::size_t begin = colon == url.npos ? 0 : colon + 3;
  const std::size_t slash = std::min(url.find('/', begin), url.size());
  const std::size_t at = url.substr(0, slash).rfind('@');
  if (at == url.npos || at < begin) return std::string(url);
  return std::string(url.substr(0, begin)) + std::string(url.substr(at + 1));
}

}  // namespace adxc::sys

#include "runtime/files/paths.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

namespace adxc::files {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string with_slashes(std::string_view path) {
  std::string text(path);
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

/// `^x` counts as one sign that matches only x.
struct Sign {
  char c;
  bool literal;
  std::size_t length;
};

Sign sign_at(std::string_view pattern, std::size_t at) {
  if (pattern[at] == '^' && at + 1 < pattern.size()) return {pattern[at + 1], true, 2};
  return {pattern[at], pattern[at] != '*' && pattern[at] != '?', 1};
}

}  // namespace

Result<std::string> root_folder(const std::string& host, const std::string& base) {
  const std::string path = with_slashes(host);
  if (path.empty()) return fail(ErrorKind::Refused, "the `host` of the file server is empty");
  if (path.starts_with("//")) {
    return fail(ErrorKind::Unsupported,
                fmt::format("the `host` of the file server is the network share `{}`; adxc reads "
                            "folders of this machine, so mount it and name the folder",
                            host));
  }
  if (path.size() >= 2 && is_letter(path[0]) && path[1] == ':') {
    return fail(ErrorKind::Unsupported,
                fmt::format("the `host` of the file server is `{}`, on a drive of Windows; adxc "
                            "takes a path of this machine",
                            host));
  }
  const std::string folder = path.starts_with('/') ? path : joined(base, path);
  std::string plain = std::filesystem::path(folder).lexically_normal().string();
  if (plain.size() > 1 && plain.ends_with('/')) plain.pop_back();
  return plain;
}

Result<std::string> clean_path(std::string_view path) {
  std::vector<std::string> parts;
  std::string rest = with_slashes(path);
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string part = rest.substr(0, slash);
    rest.erase(0, slash == rest.npos ? rest.size() : slash + 1);
    if (part.empty() || part == ".") continue;
    if (part == ".." && parts.empty()) {
      return fail(ErrorKind::Refused,
                  fmt::format("the path `{}` leads out of the folder of its linked service", path));
    }
    if (part == "..") {
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  std::string clean;
  for (const std::string& part : parts) clean = joined(clean, part);
  return clean;
}

std::string joined(std::string_view folder, std::string_view name) {
  if (folder.empty() || name.empty()) return std::string(folder.empty() ? name : folder);
  return fmt::format("{}{}{}", folder, folder.ends_with('/') ? "" : "/", name);
}

bool has_wildcard(std::string_view text) {
  return text.find_first_of("*?") != text.npos;
}

bool matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  // Where to go on when the characters behind the last star turn out wrong.
  std::size_t star = pattern.npos;
  std::size_t star_name = 0;
  while (n < name.size()) {
    const bool left = p < pattern.size();
    const Sign sign = left ? sign_at(pattern, p) : Sign{'\0', true, 0};
    if (left && !sign.literal && sign.c == '*') {
      star = p++;
      star_name = n;
    } else if (left && (sign.literal ? sign.c == name[n] : true)) {
      p += sign.length;
      ++n;
    } else if (star != pattern.npos) {
      p = star + 1;
      n = ++star_name;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == pattern.npos;
}

}  // namespace adxc::files

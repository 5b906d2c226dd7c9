#include "compiler/cli/terminal.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sys/ioctl.h>

namespace adxc::cli {
namespace {

constexpr std::size_t kPipeWidth = 100;
constexpr std::size_t kNarrowest = 40;

}  // namespace

bool wants_color(bool is_terminal, std::string_view when, const Variable& variable) {
  if (when == "always") return true;
  if (when == "never") return false;
  // https://no-color.org: any value that is not empty.
  if (!variable("NO_COLOR").value_or("").empty()) return false;
  if (variable("TERM").value_or("") == "dumb") return false;
  const std::string force = variable("CLICOLOR_FORCE").value_or("0");
  return is_terminal || (force != "0" && !force.empty());
}

std::size_t line_width(int file_descriptor, const Variable& variable) {
  const std::string columns = variable("COLUMNS").value_or("");
  std::size_t width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (width > 0) return std::max(width, kNarrowest);
  winsize size{};
  if (ioctl(file_descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kPipeWidth;
  return std::max<std::size_t>(size.ws_col, kNarrowest);
}

Variable process_environment() {
  return [](const char* name) -> std::optional<std::string> {
    const char* value = std::getenv(name);  // nobody writes the environment
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
}

}  // namespace adxc::cli

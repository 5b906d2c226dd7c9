#include "compiler/cli/options.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/cli/parse.h"

namespace adxc::cli {
namespace {

constexpr std::array<std::string_view, 3> kColorChoices = {"auto", "always", "never"};
constexpr std::array kCommon = {
    Option{"--color", "WHEN", "auto, always or never", false, false, kColorChoices},
    Option{"-h,--help", "", "show this"},
};

}  // namespace

std::span<const Option> common_options() {
  return kCommon;
}

std::vector<std::string_view> names_of(const Option& option) {
  std::vector<std::string_view> names;
  for (std::string_view rest = option.names; !is_positional(option) && !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    names.push_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return names;
}

std::string spelled(const Option& option) {
  std::string names(option.names);
  if (const std::size_t comma = names.find(','); comma != std::string::npos) {
    names.replace(comma, 1, ", ");
  }
  return option.value.empty() || is_positional(option) ? names
                                                       : fmt::format("{} {}", names, option.value);
}

std::string usage(const Command& command) {
  std::string line = fmt::format("adxc {} [options]", command.name);
  for (const Option& option : command.options) {
    if (!is_positional(option)) continue;
    const std::string word = fmt::format("{}{}", option.names, option.many ? "…" : "");
    line += option.required ? " " + word : " [" + word + "]";
  }
  return line;
}

}  // namespace adxc::cli

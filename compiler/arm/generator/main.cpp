// A host tool of the build: turns schemas/functions/arm.yaml into the table that compiler/arm
// includes.
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace {

bool may_be_left_out(const std::string& argument) {
  return argument.ends_with('?') || argument.ends_with("?...");
}

std::string cpp(const YAML::Node& function) {
  std::vector<std::string> arguments;
  std::size_t least = 0;
  for (const YAML::Node& argument : function["arguments"]) {
    arguments.push_back(argument.as<std::string>());
    least += may_be_left_out(arguments.back()) ? 0 : 1;
  }
  const bool repeats = !arguments.empty() && arguments.back().ends_with("...");
  const auto name = function["name"].as<std::string>();
  return fmt::format("ADXC_FUNCTION(\"{}\", \"{}({})\", {}, {})\n", name, name,
                     fmt::join(arguments, ", "), least,
                     repeats ? "kAnyCount" : std::to_string(arguments.size()));
}

int run(const std::vector<std::string>& words) {
  if (words.size() != 2) {
    std::fputs("usage: adxc_make_arm_functions TABLE OUTPUT\n", stderr);
    return 2;
  }
  std::ofstream output(words[1], std::ios::binary);
  output << "// Made from schemas/functions/arm.yaml.\n";
  for (const YAML::Node& function : YAML::LoadFile(words[0])["functions"]) output << cpp(function);
  return output.flush() ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run({words + 1, words + count});
  } catch (const std::exception& mistake) {
    fmt::print(stderr, "{}\n", mistake.what());
    return 1;
  }
}

#include <algorithm>

#include <fmt/format.h>

#include "compiler/plan/plan.h"

namespace adxc::plan {
namespace {

template <typename T>
const T* find(const Settings& settings, std::string_view name) {
  const auto found = settings.find(std::string(name));
  return found == settings.end() ? nullptr : std::get_if<T>(&found->second);
}

}  // namespace

std::string text(const Settings& settings, std::string_view name, std::string_view otherwise) {
  const auto* value = find<std::string>(settings, name);
  return value != nullptr ? *value : std::string(otherwise);
}

bool flag(const Settings& settings, std::string_view name, bool otherwise) {
  const auto* value = find<bool>(settings, name);
  return value != nullptr ? *value : otherwise;
}

std::int64_t number(const Settings& settings, std::string_view name, std::int64_t otherwise) {
  const auto* value = find<std::int64_t>(settings, name);
  return value != nullptr ? *value : otherwise;
}

const SecretRef* secret(const Settings& settings, std::string_view name) {
  return find<SecretRef>(settings, name);
}

std::vector<std::string_view> unknown(const Settings& settings,
                                      std::initializer_list<std::string_view> known) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : settings) {
    const auto covers = [&name = name](std::string_view covering) {
      return covering.ends_with('.') ? name.starts_with(covering) : name == covering;
    };
    if (std::none_of(known.begin(), known.end(), covers)) names.push_back(name);
  }
  return names;
}

Result<void> only_known(const Settings& settings, std::string_view owner,
                        std::initializer_list<std::string_view> known) {
  const auto names = unknown(settings, known);
  if (names.empty()) return {};
  return fail(ErrorKind::Unsupported,
              fmt::format("{} sets `{}`, which adxc cannot honour yet", owner, names.front()));
}

}  // namespace adxc::plan

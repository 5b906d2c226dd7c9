#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "compiler/base/digest.h"
#include "compiler/base/ticks.h"
#include "compiler/plan/conditions.h"
#include "compiler/plan/fields.h"

namespace adxc::plan {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json json_of(const T& structure);

Json json_of(const std::string& value) {
  return value;
}
Json json_of(std::int64_t value) {
  return value;
}
Json json_of(bool value) {
  return value;
}
Json json_of(StepId value) {
  return value.value;
}

/// JSON has no word for a number that is not finite, so those are written as an object.
Json json_of(double value) {
  if (std::isfinite(value)) return value;
  const char* word = std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  return Json{{"real", word}};
}

Json json_of(const Value& value) {
  if (const auto* secret = std::get_if<SecretRef>(&value)) {
    const bool vault = secret->kind == SecretRef::Kind::KeyVault;
    return Json{{vault ? "keyVaultSecret" : "environmentSecret", json_of(*secret)}};
  }
  return std::visit([](const auto& plain) { return json_of(plain); }, value);
}

template <typename T>
Json json_of(const std::map<std::string, T>& map) {
  Json object = Json::object();
  for (const auto& [name, value] : map) object[name] = json_of(value);
  return object;
}

template <typename T>
Json json_of(const std::vector<T>& things) {
  Json array = Json::array();
  for (const T& thing : things) array.push_back(json_of(thing));
  return array;
}

/// Writes the members that fields() shows into one object.
class Writer {
 public:
  template <typename T>
  void operator()(const char* name, const T& member) {
    json[name] = json_of(member);
  }
  template <typename T>
  void optional(const char* name, const T& member) {
    if (member != T{}) json[name] = json_of(member);
  }
  void ticks(const char* name, std::int64_t ticks) { json[name] = print_timespan(ticks); }
  void action(const Action& action) {
    if (const auto* copy = std::get_if<Copy>(&action)) json["copy"] = json_of(*copy);
    if (const auto* command = std::get_if<Command>(&action)) json["command"] = json_of(*command);
  }
  void conditions(const char* name, std::uint8_t set) {
    json[name] = Json::array();
    for (const auto& [condition, word] : kConditions) {
      if (has(set, condition)) json[name].push_back(word);
    }
  }

  Json json = Json::object();
};

template <typename T>
Json json_of(const T& structure) {
  Writer writer;
  fields(writer, structure);
  return std::move(writer.json);
}

}  // namespace

std::string write(const Plan& plan) {
  // Bytes that are not UTF-8 are replaced rather than thrown about.
  return json_of(plan).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void seal(Plan& plan) {
  plan.digest.clear();
  plan.digest = sha256_hex(write(plan));
}

}  // namespace adxc::plan

#include <charconv>
#include <limits>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "compiler/plan/conditions.h"
#include "compiler/plan/fields.h"

namespace adxc::plan {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
constexpr int kMaxDepth = 16;
constexpr std::string_view kFormatVersion = "1.0";

/// The first thing that is wrong; later ones would often follow from it.
struct Problem {
  std::optional<std::string> text;
  void at(const std::string& path, std::string_view what) {
    if (!text) text = fmt::format("{}: {}", path.empty() ? "plan" : path, what);
  }
};

struct Place {
  std::string path;
  Problem& problem;
  void wrong(std::string_view what) const { problem.at(path, what); }
  Place member(std::string_view name) const {
    return {path.empty() ? std::string(name) : fmt::format("{}.{}", path, name), problem};
  }
  Place element(std::size_t index) const { return {fmt::format("{}[{}]", path, index), problem}; }
};

template <typename T>
void read_value(const Json& json, const Place& place, T& structure);

void read_value(const Json& json, const Place& place, std::string& value) {
  if (!json.is_string()) return place.wrong("text is wanted");
  value = json.get<std::string>();
}

void read_value(const Json& json, const Place& place, bool& value) {
  if (!json.is_boolean()) return place.wrong("true or false is wanted");
  value = json.get<bool>();
}

void read_value(const Json& json, const Place& place, std::int64_t& value) {
  const bool fits = json.is_number_integer() &&
                    (!json.is_number_unsigned() ||
                     json.get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max());
  if (!fits) return place.wrong("a whole number of 64 bits is wanted");
  value = json.get<std::int64_t>();
}

void read_value(const Json& json, const Place& place, StepId& value) {
  std::int64_t index = -1;
  read_value(json, place, index);
  if (index < 0 || index >= StepId::kNone) return place.wrong("the index of a step is wanted");
  value.value = static_cast<std::uint32_t>(index);
}

void read_real(const Json& json, const Place& place, Value& value) {
  const std::string word = json.is_string() ? json.get<std::string>() : "";
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (word == "NaN")
    value = std::numeric_limits<double>::quiet_NaN();
  else if (word == "Infinity")
    value = kInfinity;
  else if (word == "-Infinity")
    value = -kInfinity;
  else
    place.wrong("`NaN`, `Infinity` or `-Infinity` is wanted");
}

void read_secret(const Json& json, const Place& place, SecretRef::Kind kind, Value& value) {
  SecretRef secret;
  secret.kind = kind;
  read_value(json, place, secret);
  const bool vault = kind == SecretRef::Kind::KeyVault;
  if (secret.name.empty()) place.wrong("the name of the secret is empty");
  if (vault && secret.vault.empty()) place.wrong("the vault of the secret is missing");
  if (!vault && !(secret.vault + secret.version).empty())
    place.wrong("an environment variable has neither vault nor version");
  value = secret;
}

/// The object forms of a value: a secret, or a number that JSON cannot spell.
void read_tagged(const Json& json, const Place& place, Value& value) {
  if (json.size() != 1) return place.wrong("a value is wanted");
  const std::string& tag = json.begin().key();
  const Place inner = place.member(tag);
  if (tag == "real") return read_real(*json.begin(), inner, value);
  if (tag == "keyVaultSecret")
    return read_secret(*json.begin(), inner, SecretRef::Kind::KeyVault, value);
  if (tag == "environmentSecret")
    return read_secret(*json.begin(), inner, SecretRef::Kind::Environment, value);
  place.wrong(fmt::format("unknown kind of value `{}`", shortened(tag)));
}

void read_value(const Json& json, const Place& place, Value& value) {
  if (json.is_object()) return read_tagged(json, place, value);
  if (json.is_string())
    value = json.get<std::string>();
  else if (json.is_boolean())
    value = json.get<bool>();
  else if (json.is_number_float())
    value = json.get<double>();
  else
    read_value(json, place, value.emplace<std::int64_t>());
}

template <typename T>
void read_value(const Json& json, const Place& place, std::map<std::string, T>& map) {
  if (!json.is_object()) return place.wrong("an object is wanted");
  for (const auto& [name, member] : json.items())
    read_value(member, place.member(shortened(name)), map[name]);
}

template <typename T>
void read_value(const Json& json, const Place& place, std::vector<T>& things) {
  if (!json.is_array()) return place.wrong("an array is wanted");
  for (std::size_t i = 0; i < json.size() && !place.problem.text; ++i)
    read_value(json[i], place.element(i), things.emplace_back());
}

/// Takes the members that fields() names out of one object, and knows which were left.
class Reader {
 public:
  Reader(const Json& json, const Place& place) : json_(json), place_(place) {}

  template <typename T>
  void operator()(const char* name, T& member) {
    if (const Json* found = required(name)) read_value(*found, place_.member(name), member);
  }
  template <typename T>
  void optional(const char* name, T& member) {
    if (const Json* found = take(name)) read_value(*found, place_.member(name), member);
  }
  void ticks(const char* name, std::int64_t& ticks) {
    std::string text;
    (*this)(name, text);
    const auto parsed = parse_timespan(text);
    if (!parsed || *parsed < 0) return place_.member(name).wrong("a timespan d.hh:mm:ss is wanted");
    ticks = *parsed;
  }
  void action(Action& action) {
    const Json* copy = take("copy");
    const Json* command = take("command");
    if ((copy == nullptr) == (command == nullptr))
      return place_.wrong("one of `copy` and `command` is wanted");
    if (copy != nullptr)
      read_value(*copy, place_.member("copy"), action.emplace<Copy>());
    else
      read_value(*command, place_.member("command"), action.emplace<Command>());
  }
  void conditions(const char* name, std::uint8_t& set) {
    std::vector<std::string> words;
    (*this)(name, words);
    set = 0;
    const Place inner = place_.member(name);
    for (const std::string& word : words) add_condition(word, inner, set);
    if (set == 0) inner.wrong("at least one condition is wanted");
  }

  void refuse_unknown() const {
    if (!json_.is_object()) return;
    for (const auto& [name, member] : json_.items()) {
      if (known_.count(name) == 0)
        place_.wrong(fmt::format("unknown member `{}`, expected one of {}", shortened(name),
                                 one_of(name, {known_.begin(), known_.end()})));
    }
  }

 private:
  const Json* take(const char* name) {
    known_.insert(name);
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
  }
  const Json* required(const char* name) {
    const Json* found = take(name);
    if (found == nullptr) place_.wrong(fmt::format("member `{}` is missing", name));
    return found;
  }
  static void add_condition(const std::string& word, const Place& place, std::uint8_t& set) {
    for (const auto& [condition, name] : kConditions) {
      if (word == name) {
        set = static_cast<std::uint8_t>(set | static_cast<std::uint8_t>(condition));
        return;
      }
    }
    place.wrong(fmt::format("unknown condition `{}`", shortened(word)));
  }

  const Json& json_;
  Place place_;
  std::set<std::string_view> known_;
};

template <typename T>
void read_value(const Json& json, const Place& place, T& structure) {
  if (!json.is_object()) return place.wrong("an object is wanted");
  Reader reader(json, place);
  fields(reader, structure);
  reader.refuse_unknown();
}

/// The tree of the text; nothing when it is no JSON, is nested too deeply or names a member twice.
std::optional<Json> parse(std::string_view text, Problem& problem) {
  std::vector<std::set<std::string>> open;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > kMaxDepth) problem.at("", "nested too deeply");
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second)
      problem.at("", fmt::format("member `{}` is there twice",
                                 shortened(parsed.get_ref<const std::string&>())));
    return depth <= kMaxDepth;
  };
  Json json = Json::parse(text, watch, /*allow_exceptions=*/false);
  if (json.is_discarded()) problem.at("", "this is not JSON");
  if (problem.text) return std::nullopt;
  return json;
}

void check_steps(const Plan& plan, Problem& problem) {
  std::set<std::string_view> addresses;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.steps[i];
    const Place place{fmt::format("steps[{}]", i), problem};
    if (step.address.empty()) place.member("address").wrong("it is empty");
    if (!addresses.insert(step.address).second)
      place.wrong(fmt::format("a second step of the address `{}`", step.address));
    if (step.retries < 0 || step.retry_interval_seconds < 0)
      place.wrong("retries and their interval cannot be negative");
    const auto* copy = std::get_if<Copy>(&step.action);
    if (copy == nullptr) continue;
    for (const ColumnMap& column : copy->mapping) {
      const int ways = (column.source_name.empty() ? 0 : 1) + (column.source_path.empty() ? 0 : 1) +
                       (column.source_ordinal > 0 ? 1 : 0);
      if (ways != 1 || column.source_ordinal < 0)
        place.wrong(
            fmt::format("column `{}` wants exactly one of `sourceName`, `sourcePath` and "
                        "`sourceOrdinal`",
                        shortened(column.sink_name)));
    }
  }
}

/// Edges lead forwards, so there is no circle.
void check_edges(const Plan& plan, Problem& problem) {
  for (std::size_t i = 0; i < plan.edges.size(); ++i) {
    const Edge& edge = plan.edges[i];
    const Place place{fmt::format("edges[{}]", i), problem};
    if (edge.to.value >= plan.steps.size()) place.wrong("it leads to a step that is not there");
    if (edge.from.value >= edge.to.value) place.wrong("a step may only wait for an earlier one");
  }
}

Result<void> check(const Plan& plan, Problem& problem) {
  if (!problem.text) check_steps(plan, problem);
  if (!problem.text) check_edges(plan, problem);
  if (problem.text) return fail(ErrorKind::Data, *problem.text);
  Plan again = plan;
  seal(again);
  if (again.digest == plan.digest) return {};
  return fail(ErrorKind::Data,
              fmt::format("the plan was changed after it was written: its digest says `{}`, its "
                          "content has `{}`",
                          shortened(plan.digest), again.digest));
}

}  // namespace

Result<Plan> read(std::string_view json) {
  if (json.size() > kMaxBytes)
    return fail(ErrorKind::Limit, fmt::format("the plan has {} bytes, more than the limit of {}",
                                              json.size(), kMaxBytes));
  Problem problem;
  const auto tree = parse(json, problem);
  if (!tree) return fail(ErrorKind::Data, *problem.text);
  // Of another version neither members nor digest can be judged.
  const auto version = tree->is_object() ? tree->find("formatVersion") : tree->end();
  if (version != tree->end() && version->is_string() && *version != kFormatVersion)
    return fail(ErrorKind::Unsupported,
                fmt::format("the plan has format version `{}`, this adxc reads `{}`",
                            shortened(version->get<std::string>()), kFormatVersion));
  Plan plan;
  read_value(*tree, Place{"", problem}, plan);
  ADXC_TRY(check(plan, problem));
  return plan;
}

}  // namespace adxc::plan

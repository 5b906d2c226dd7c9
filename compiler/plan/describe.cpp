#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "compiler/base/ticks.h"
#include "compiler/plan/conditions.h"
#include "compiler/plan/plan.h"

namespace adxc::plan {
namespace {

constexpr std::size_t kLabelWidth = 9;
constexpr std::size_t kIndent = 3;

std::string secret_text(const SecretRef& secret) {
  if (secret.kind == SecretRef::Kind::Environment)
    return fmt::format("environment variable `{}`", secret.name);
  const std::string version =
      secret.version.empty() ? "" : fmt::format(" version {}", secret.version);
  return fmt::format("secret `{}`{} of {}", secret.name, version, secret.vault);
}

std::string value_text(const Value& value) {
  struct Visitor {
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const SecretRef& secret) const { return secret_text(secret); }
  };
  return std::visit(Visitor{}, value);
}

/// `   label    text`; further lines of the text stand below its first. No line ends in blanks.
void put(std::string& out, std::string_view label, std::string_view text) {
  std::string margin = fmt::format("{:{}}{:<{}} ", "", kIndent, label, kLabelWidth);
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = margin.append(text.substr(begin, end - begin));
    out.append(line, 0, line.find_last_not_of(" \r") + 1).append("\n");
    if (end == std::string_view::npos) return;
    margin.assign(kIndent + kLabelWidth + 1, ' ');
    begin = end + 1;
  }
}

void put_settings(std::string& out, const Settings& settings) {
  for (const auto& [name, value] : settings) {
    const std::string text = value_text(value);
    const bool lines = text.find('\n') != std::string::npos;
    put(out, "", fmt::format("{}:{}{}", name, lines ? "\n" : " ", text));
  }
}

void put_endpoint(std::string& out, std::string_view label, const Endpoint& endpoint) {
  const std::string format = endpoint.format.empty() ? "" : fmt::format(", {}", endpoint.format);
  put(out, label, fmt::format("{} ({}){}", endpoint.address, endpoint.store, format));
  put_settings(out, endpoint.connection);
  put_settings(out, endpoint.dataset);
  put_settings(out, endpoint.use);
}

std::string column_text(const ColumnMap& column) {
  const auto typed = [](std::string_view type) {
    return type.empty() ? std::string() : fmt::format(" ({})", type);
  };
  const std::string source = column.source_ordinal > 0
                                 ? fmt::format("column {}", column.source_ordinal)
                                 : column.source_name + column.source_path;
  return fmt::format("{}{} -> {}{}", source, typed(column.source_type), column.sink_name,
                     typed(column.sink_type));
}

void put_action(std::string& out, const Copy& copy) {
  put_endpoint(out, "source", copy.source);
  put_endpoint(out, "sink", copy.sink);
  if (copy.mapping.empty()) put(out, "mapping", "by name");
  for (const ColumnMap& column : copy.mapping)
    put(out, &column == &copy.mapping.front() ? "mapping" : "", column_text(column));
  if (copy.complex_values_to_string) put(out, "", "objects and arrays become JSON text");
  if (copy.skip_incompatible_rows) put(out, "rows", "incompatible ones are skipped and counted");
}

void put_action(std::string& out, const Command& command) {
  put_endpoint(out, "target", command.target);
  put(out, "command", command.text);
}

void put_secrets(std::string& out, const Step& step) {
  std::set<std::string> texts;
  const auto gather = [&](const Endpoint& endpoint) {
    for (const Settings* settings : {&endpoint.connection, &endpoint.dataset, &endpoint.use}) {
      for (const auto& [name, value] : *settings) {
        if (const auto* secret = std::get_if<SecretRef>(&value)) texts.insert(secret_text(*secret));
      }
    }
  };
  if (const auto* copy = std::get_if<Copy>(&step.action)) {
    gather(copy->source);
    gather(copy->sink);
  } else {
    gather(std::get<Command>(step.action).target);
  }
  for (const std::string& text : texts) put(out, text == *texts.begin() ? "secrets" : "", text);
}

std::string timeout_text(const Step& step) {
  const std::string timeout = step.timeout_ticks == 0 ? "none" : print_timespan(step.timeout_ticks);
  if (step.retries == 0) return timeout + ", no retry";
  return fmt::format("{}, {} {}, {} s apart", timeout, step.retries,
                     step.retries == 1 ? "retry" : "retries", step.retry_interval_seconds);
}

std::string conditions_text(std::uint8_t set) {
  std::string words;
  for (const auto& [condition, word] : kConditions) {
    if (has(set, condition)) words.append(words.empty() ? "" : " or ").append(word);
  }
  return words;
}

void put_waits(std::string& out, const Plan& plan, std::size_t step) {
  std::string_view label = "after";
  for (const Edge& edge : plan.edges) {
    if (edge.to.value != step) continue;
    put(out, label,
        fmt::format("step {} {}: {}", edge.from.value + 1, plan.steps[edge.from.value].name,
                    conditions_text(edge.conditions)));
    label = "";
  }
}

void put_step(std::string& out, const Plan& plan, std::size_t index) {
  const Step& step = plan.steps[index];
  out += fmt::format("\n{}. {} {}\n", index + 1, step.type, step.name);
  put(out, "address", step.address);
  if (!step.origin.empty()) put(out, "origin", step.origin);
  std::visit([&](const auto& action) { put_action(out, action); }, step.action);
  put(out, "timeout", timeout_text(step));
  put_waits(out, plan, index);
  put_secrets(out, step);
}

}  // namespace

std::string describe(const Plan& plan) {
  std::string out = fmt::format("pipeline {}: {} {}\n", plan.pipeline, plan.steps.size(),
                                plan.steps.size() == 1 ? "step" : "steps");
  for (const auto& [name, value] : plan.parameters)
    out += fmt::format("parameter {}: {}\n", name, value);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) put_step(out, plan, i);
  const std::string digest = plan.digest.empty() ? "no" : "sha256 " + plan.digest;
  return out + fmt::format("\nsealed: {}\n", digest);
}

}  // namespace adxc::plan

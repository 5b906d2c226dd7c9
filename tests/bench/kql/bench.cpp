// Queries per second of parse and of parse with bind, for lines {"query": "…"} on stdin. Prints
// one line of JSON; compare.mjs sets it beside the official analyser.
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/kql/bind.h"
#include "compiler/kql/parser.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kAtLeast{2};

std::size_t parse(const std::string& query) {
  return adxc::kql::parse(query).nodes.size();
}

std::size_t parse_and_bind(const std::string& query) {
  adxc::text::SourceMap sources;
  adxc::diag::Sink sink;
  const auto& file = sources.add("query", query);
  const adxc::text::Span all{file.id, 0, static_cast<std::uint32_t>(query.size())};
  const auto fragment = adxc::text::Fragment::verbatim(file.text, all);
  adxc::kql::check(nullptr, {fragment, "", sink});
  return sink.all().size();
}

/// Goes through all queries again and again; `sum` keeps the work from being left out.
template <typename Work>
double per_second(const std::vector<std::string>& queries, Work work, std::size_t& sum) {
  std::size_t done = 0;
  const auto start = Clock::now();
  while (Clock::now() - start < kAtLeast) {
    for (const std::string& query : queries) sum += work(query);
    done += queries.size();
  }
  return static_cast<double>(done) / std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

int main() {
  std::vector<std::string> queries;
  for (std::string line; std::getline(std::cin, line);) {
    const auto row = nlohmann::json::parse(line, nullptr, false);
    if (row.is_object() && row.contains("query")) queries.push_back(row["query"]);
  }
  if (queries.empty()) return 2;
  std::size_t sum = 0;
  const double parsed = per_second(queries, parse, sum);
  const double bound = per_second(queries, parse_and_bind, sum);
  std::cout << fmt::format(
      "{{\"queries\": {}, \"parse\": {:.0f}, \"bind\": {:.0f}, \"work\": {}}}\n", queries.size(),
      parsed, bound, sum);
  return 0;
}

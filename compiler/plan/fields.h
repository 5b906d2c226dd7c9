// The members of a plan in the order in which they are written, once for the writer and the reader.
// Only compiler/plan includes this.
#pragma once

#include <concepts>
#include <type_traits>

#include "compiler/plan/plan.h"

namespace adxc::plan {

/// `T` or `const T`: what a reader fills and what a writer shows.
template <typename Given, typename T>
concept Either = std::same_as<std::remove_const_t<Given>, T>;

// An archive has: operator()(name, member), required; optional(name, member), left out when it is
// the member's default; ticks(name, member), a timespan; action(step); conditions(name, member).

template <typename Archive, Either<SecretRef> T>
void fields(Archive& archive, T& secret) {
  archive("name", secret.name);
  archive.optional("vault", secret.vault);
  archive.optional("version", secret.version);
}

template <typename Archive, Either<Endpoint> T>
void fields(Archive& archive, T& endpoint) {
  archive("store", endpoint.store);
  archive("address", endpoint.address);
  archive.optional("format", endpoint.format);
  archive("connection", endpoint.connection);
  archive("dataset", endpoint.dataset);
  archive("use", endpoint.use);
}

template <typename Archive, Either<ColumnMap> T>
void fields(Archive& archive, T& column) {
  archive.optional("sourceName", column.source_name);
  archive.optional("sourcePath", column.source_path);
  archive.optional("sourceOrdinal", column.source_ordinal);
  archive.optional("sourceType", column.source_type);
  archive("sinkName", column.sink_name);
  archive.optional("sinkType", column.sink_type);
}

template <typename Archive, Either<Copy> T>
void fields(Archive& archive, T& copy) {
  archive("source", copy.source);
  archive("sink", copy.sink);
  archive("mapping", copy.mapping);
  archive("mapComplexValuesToString", copy.complex_values_to_string);
  archive("enableSkipIncompatibleRow", copy.skip_incompatible_rows);
}

template <typename Archive, Either<Command> T>
void fields(Archive& archive, T& command) {
  archive("target", command.target);
  archive("text", command.text);
}

template <typename Archive, Either<Step> T>
void fields(Archive& archive, T& step) {
  archive("address", step.address);
  archive("name", step.name);
  archive("type", step.type);
  archive("origin", step.origin);
  archive.ticks("timeout", step.timeout_ticks);
  archive("retry", step.retries);
  archive("retryIntervalInSeconds", step.retry_interval_seconds);
  archive.action(step.action);
}

template <typename Archive, Either<Edge> T>
void fields(Archive& archive, T& edge) {
  archive("from", edge.from);
  archive("to", edge.to);
  archive.conditions("conditions", edge.conditions);
}

template <typename Archive, Either<Plan> T>
void fields(Archive& archive, T& plan) {
  archive("formatVersion", plan.format_version);
  archive("pipeline", plan.pipeline);
  archive("parameters", plan.parameters);
  archive("steps", plan.steps);
  archive("edges", plan.edges);
  archive("digest", plan.digest);
}

}  // namespace adxc::plan

#include "runtime/exec/attempt.h"

#include <fmt/format.h>

#include "runtime/exec/copy_rows.h"
#include "runtime/rows/json_text.h"

namespace adxc::exec {
namespace {

/// Data Factory's own limit of a command's answer.
constexpr std::size_t kMaxValueBytes = std::size_t{1} << 20;

const stores::Store* store_of(const plan::Endpoint& endpoint) {
  return stores::find(endpoint.store);
}

tl::unexpected<Error> no_store(const plan::Endpoint& endpoint, std::string_view use) {
  return fail(ErrorKind::Unsupported,
              fmt::format("adxc cannot use `{}` as {}", endpoint.store, use));
}

/// The sink of a copy and what has to be known of it when the copy fails.
struct Writing {
  std::unique_ptr<rows::RowSink> sink;
  bool keeps_rows = false;
};

Result<void> copy(const plan::Step& step, const plan::Copy& what, const stores::Context& context,
                  Watch& watch, Counts& counts, Writing& writing) {
  const stores::Store* from = store_of(what.source);
  const stores::Store* to = store_of(what.sink);
  if (from == nullptr || from->open_source == nullptr) return no_store(what.source, "a source");
  if (to == nullptr || to->open_sink == nullptr) return no_store(what.sink, "a sink");
  auto source = from->open_source(step, what, context);
  if (!source) return within(std::move(source).error(), "on the source side");
  ADXC_LET(columns, match_columns(what.mapping, (*source)->schema()));
  auto sink = to->open_sink(step, what, columns.offered, context);
  if (!sink) return within(std::move(sink).error(), "on the sink side");
  writing = {std::move(*sink), to->keeps_rows_of_failed_copies};
  if (writing.sink->schema().size() != columns.offered.size())
    return fail(ErrorKind::Data,
                fmt::format("the sink takes {} columns, the copy hands over {}",
                            writing.sink->schema().size(), columns.offered.size()));
  return copy_rows(**source, columns, *writing.sink, what.skip_incompatible_rows, watch, counts);
}

Outcome attempt_copy(const plan::Step& step, const plan::Copy& what, const stores::Context& context,
                     Watch& watch) {
  Outcome outcome;
  Writing writing;
  const auto result = copy(step, what, context, watch, outcome.counts, writing);
  if (result) return outcome;
  outcome.error = result.error();
  const bool nothing_sent = writing.sink == nullptr || writing.sink->traffic().bytes == 0;
  outcome.repeatable = nothing_sent || !writing.keeps_rows;
  return outcome;
}

bool needs_no_quotes(ScalarType type, std::string_view text) {
  if (type == ScalarType::Real) return text != "NaN" && !text.ends_with("Infinity");
  return type == ScalarType::Bool || type == ScalarType::Int || type == ScalarType::Long ||
         type == ScalarType::Dynamic;
}

/// The rows as a JSON array of objects.
Result<std::string> json_of(const stores::CommandOutput& output) {
  std::string json = "[";
  for (std::size_t row = 0; row < output.rows.rows(); ++row) {
    json += row > 0 ? ",{" : "{";
    for (std::size_t column = 0; column < output.schema.size(); ++column) {
      const rows::Cell cell = output.rows.at(row, column);
      if (column > 0) json += ",";
      rows::append_json_string(json, output.schema[column].name);
      json += ":";
      if (cell.null)
        json += "null";
      else if (needs_no_quotes(output.schema[column].type, cell.text))
        json += cell.text;
      else
        rows::append_json_string(json, cell.text);
    }
    json += "}";
    if (json.size() > kMaxValueBytes)
      return fail(ErrorKind::Limit,
                  fmt::format("the command answered more than {} bytes", kMaxValueBytes));
  }
  return json + "]";
}

Result<void> command(const plan::Step& step, const plan::Command& what,
                     const stores::Context& context, Watch& watch, Outcome& outcome) {
  const stores::Store* store = store_of(what.target);
  if (store == nullptr || store->run_command == nullptr)
    return no_store(what.target, "the target of a command");
  ADXC_TRY(watch.may_go_on());
  ADXC_TRY(watch.about_to("command", what.text));
  ADXC_LET(output, store->run_command(step, what, context));
  outcome.value_count = output.rows.rows();
  ADXC_LET(json, json_of(output));
  outcome.value = std::move(json);
  return {};
}

Outcome attempt_command(const plan::Step& step, const plan::Command& what,
                        const stores::Context& context, Watch& watch) {
  Outcome outcome;
  const auto result = command(step, what, context, watch, outcome);
  if (result) return outcome;
  outcome.error = result.error();
  const bool unknown =
      outcome.error->kind == ErrorKind::Timeout || outcome.error->kind == ErrorKind::Unavailable;
  outcome.repeatable = !unknown || what.text.starts_with(".show");
  return outcome;
}

}  // namespace

Outcome attempt(const plan::Step& step, const stores::Context& context, Watch& watch) {
  if (const auto* what = std::get_if<plan::Copy>(&step.action))
    return attempt_copy(step, *what, context, watch);
  return attempt_command(step, std::get<plan::Command>(step.action), context, watch);
}

}  // namespace adxc::exec

#include <algorithm>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/base/scalar_type.h"
#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule lossy_column_type;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kBecomesNull{
    {"lossy-column-type", diag::Severity::Warning},
    "a column of type `{}` is written to one of type `{}`: {}"};
constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kLosesPart{
    {"lossy-column-type", diag::Severity::Info},
    "a column of type `{}` is written to one of type `{}`: {}"};

/// Interim types of Data Factory into types of Azure Data Explorer that cannot hold all of them.
struct Loss {
  std::string_view from;
  std::string_view to;  // several, separated by blanks
  std::string_view what;
  bool null = true;
};

constexpr std::string_view kTooLarge = "values that do not fit become null";
constexpr std::string_view kFraction = "values with a fraction become null";
constexpr Loss kLosses[] = {
    {"Int64", "int", kTooLarge},
    {"UInt32", "int", kTooLarge},
    {"UInt64", "int long", kTooLarge},
    {"Single", "int long", kFraction},
    {"Double", "int long", kFraction},
    {"Decimal", "int long", kFraction},
    {"Decimal", "real", "digits beyond the 15th are lost", false},
    {"DateTimeOffset", "datetime", "the offset is lost, the time is kept as UTC", false},
};

bool has_word(std::string_view words, std::string_view word) {
  const std::size_t at = words.find(word);
  return at != std::string_view::npos && (at == 0 || words[at - 1] == ' ') &&
         (at + word.size() == words.size() || words[at + word.size()] == ' ');
}

std::string_view type_of(const std::vector<DatasetColumn>& columns, std::string_view name) {
  for (const DatasetColumn& column : columns)
    if (column.name == name) return column.type;
  return {};
}

/// The type that the pair gives a side, else the one its dataset gives the column.
std::string_view side_type(const Copy& copy, document::NodeId side,
                           const std::vector<DatasetColumn>& columns) {
  const std::string_view type = text_at(*copy.document, side, "type");
  return type.empty() ? type_of(columns, text_at(*copy.document, side, "name")) : type;
}

void check_pair(const Copy& copy, const ColumnPair& pair, const std::vector<DatasetColumn>& read,
                const std::vector<DatasetColumn>& written, diag::Sink& sink) {
  if (!pair.source.valid() || !pair.sink.valid()) return;
  const std::string_view from = side_type(copy, pair.source, read);
  const std::string_view to = type_of(written, text_at(*copy.document, pair.sink, "name"));
  const auto scalar = scalar_type(to);
  if (!scalar) return;
  for (const Loss& loss : kLosses) {
    if (!equal_fold(loss.from, from) || !has_word(loss.to, name(*scalar))) continue;
    const diag::Place place = copy.document->place(pair.source);
    sink.report(loss.null ? kBecomesNull : kLosesPart, place, from, to, loss.what);
  }
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  if (!equal_fold(copy.sink.type, "AzureDataExplorerSink") || copy.sink.dataset == nullptr) return;
  const std::vector<DatasetColumn> written = columns_of(*copy.sink.dataset);
  if (written.empty()) return;
  std::vector<DatasetColumn> read;
  if (copy.source.dataset != nullptr && !reads_a_query(copy))
    read = columns_of(*copy.source.dataset);
  for (const ColumnPair& pair : column_pairs(copy)) check_pair(copy, pair, read, written, sink);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule lossy_column_type = {check_program};

}  // namespace adxc::rules

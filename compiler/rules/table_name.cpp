#include <cctype>

#include "compiler/base/names.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule table_name;

namespace {

using namespace program;

constexpr diag::Kind<std::string, std::string_view> kTableName{
    {"table-name", diag::Severity::Error},
    "`{}` cannot be the name of a table of Azure Data Explorer: {}"};

/// Source: entity names of Kusto. Letters outside ASCII are letters as well.
bool may_stand_in_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 ||
         std::string_view("_ .-").find(c) != std::string_view::npos;
}

/// What is wrong with the name and where, "" when nothing is.
std::string_view fault_of(std::string_view name, Stretch& where) {
  where = {0, name.size()};
  if (name.starts_with("['") || name.starts_with("[\""))
    return "wanted the name alone, without the brackets that KQL puts around it";
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (may_stand_in_name(name[i])) continue;
    where = {i, i + 1};
    return "it may hold letters, digits, `_`, blanks, `.` and `-`";
  }
  if (name.front() == ' ' || name.back() == ' ') return "it has a blank around it";
  return {};
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::Dataset& dataset : program.datasets) {
    const auto* adx = model::as<model::AzureDataExplorerTableDataset>(dataset.type_properties);
    const auto table = adx == nullptr ? std::nullopt : written_text(adx->table);
    if (!table || table->text.empty()) continue;
    Stretch where;
    const std::string_view fault = fault_of(table->text, where);
    if (fault.empty()) continue;
    sink.report(kTableName, place_in(*dataset.document, table->node, where.begin, where.end),
                shortened(table->text), fault);
  }
}

}  // namespace

const Rule table_name = {check_program};

}  // namespace adxc::rules

#include "compiler/program/copies.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule collection_reference;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kNoTree{
    {"collection-reference", diag::Severity::Warning},
    "`collectionReference` has no effect on `{}`, whose rows hold no arrays"};
constexpr diag::Kind<std::string_view> kSeveral{
    {"collection-reference", diag::Severity::Error},
    "`{}` goes through more than one array, only one can become rows"};
constexpr diag::Kind<std::string_view, std::string_view> kFromRoot{
    {"collection-reference", diag::Severity::Warning},
    "the path `{}` begins at the root, but goes through `collectionReference`; wanted `{}`, which "
    "begins at an item of the array"};

/// `[*]` once more after the first.
bool goes_through_several(std::string_view path) {
  const std::size_t first = path.find("[*]");
  return first != std::string_view::npos && path.find("[*]", first + 3) != std::string_view::npos;
}

/// The path without its `[*]` at the end.
std::string_view array_of(std::string_view reference) {
  return reference.ends_with("[*]") ? reference.substr(0, reference.size() - 3) : reference;
}

void check_paths(const Copy& copy, std::string_view reference, diag::Sink& sink) {
  const std::string_view array = array_of(reference);
  if (array.size() < 2) return;
  for (const ColumnPair& pair : column_pairs(copy)) {
    if (!pair.source.valid()) continue;
    const std::string_view path = text_at(*copy.document, pair.source, "path");
    std::string_view rest = path;
    if (!rest.starts_with(array)) continue;
    rest.remove_prefix(array.size());
    if (rest.starts_with("[*]")) rest.remove_prefix(3);
    if (rest.empty() || (rest.front() != '[' && rest.front() != '.')) continue;
    sink.report(kFromRoot, copy.document->place(copy.document->find(pair.source, "path")), path,
                rest.front() == '.' ? rest.substr(1) : rest);
  }
}

void check_copy(const Copy& copy, diag::Sink& sink) {
  if (!copy.translator.valid()) return;
  const std::string_view reference =
      text_at(*copy.document, copy.translator, "collectionReference");
  if (reference.empty() || expr::is_expression(reference)) return;
  const document::NodeId node = copy.document->find(copy.translator, "collectionReference");
  if (copy.source.shape == Shape::Table) {
    sink.report(kNoTree, copy.document->key_place(node), copy.source.type);
  } else if (goes_through_several(reference)) {
    sink.report(kSeveral, copy.document->place(node), reference);
  } else {
    check_paths(copy, reference, sink);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) check_copy(copy, sink);
}

}  // namespace

const Rule collection_reference = {check_program};

}  // namespace adxc::rules

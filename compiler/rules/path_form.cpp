#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule path_form;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view> kPathForm{
    {"path-form", diag::Severity::Warning, diag::kFixable}, "`{}` has {}"};

/// What is odd about a path inside of a store; "" when nothing is.
std::string_view fault_of(std::string_view path, bool windows) {
  if (path.size() < 2) return "";
  if (!windows && path.find('\\') != std::string_view::npos)
    return "a backslash, which parts no folders here";
  if (path.find("//") != std::string_view::npos) return "two slashes in a row";
  return "";
}

/// Single slashes in place of what parts the folders.
std::string mended(std::string_view path) {
  std::string text;
  for (const char c : path) {
    const char part = c == '\\' ? '/' : c;
    if (part != '/' || !text.ends_with('/')) text.push_back(part);
  }
  return text;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::Dataset& dataset : program.datasets) {
    const NodeId properties = properties_of(dataset);
    const Document& document = *dataset.document;
    const NodeId location =
        properties.valid() ? object_at(document, properties, "location") : NodeId{};
    const NodeId node = location.valid() ? value_at(document, location, "folderPath") : NodeId{};
    if (!node.valid() || !is_text(document.kind(node))) continue;
    const std::string_view path = document.text(node);
    if (path.find('@') != std::string_view::npos || find_placeholder(path) || has_token(path))
      continue;
    const bool windows = equal_fold(text_at(document, location, "type"), "FileServerLocation");
    const std::string_view fault = fault_of(path, windows);
    if (fault.empty()) continue;
    const std::string meant = mended(path);
    diag::offer(sink.report(kPathForm, document.place(node), "folderPath", fault),
                document::fix_of(document::replace_scalar(document, node, meant),
                                 "write `" + meant + "`", false));
  }
}

}  // namespace

const Rule path_form = {check_program};

}  // namespace adxc::rules

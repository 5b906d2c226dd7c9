#include "compiler/writer/rewrite.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/writer/scalars.h"

namespace adxc::writer {
namespace {

using document::Document;
using document::Node;
using document::NodeId;
using document::NodeKind;

/// What YAML's older readers, and adxc where a table wants it, take for true or false.
constexpr std::array<std::string_view, 6> kOldWords = {"yes", "no", "on", "off", "y", "n"};

bool is_old_word(const Node& node) {
  return node.kind == NodeKind::Plain &&
         std::any_of(kOldWords.begin(), kOldWords.end(),
                     [&](std::string_view word) { return equal_fold(word, node.text); });
}

/// What JSON cannot say.
std::vector<std::string> losses(const Document& document, const Remarks& remarks) {
  std::vector<std::string> notes;
  if (remarks.comments > 0) {
    notes.push_back(remarks.comments == 1
                        ? std::string("1 comment is lost; JSON has none")
                        : fmt::format("{} comments are lost; JSON has none", remarks.comments));
  }
  for (const Node node : document.nodes) {
    if (!is_old_word(node)) continue;
    notes.push_back(
        fmt::format("line {}: `{}` becomes text; for true and false write `true` and "
                    "`false`",
                    document.file->position(node.span.begin).line, node.text));
  }
  return notes;
}

/// The document of a text of ours, or of a list the documents that stand in it.
bool says_the_same(const Document& meant, const std::string& text, Language language,
                   bool any_order) {
  text::SourceMap sources;
  diag::Sink mistakes;
  const char* name = language == Language::Json ? "written.json" : "written.yaml";
  Document written = document::read(sources.add(name, text), mistakes);
  if (mistakes.has_errors()) return false;
  const bool listed = language == Language::Json && meant.roots.size() != 1;
  if (listed && written.roots.size() == 1) {
    const NodeId list = written.roots.front();
    written.roots = source_order(written, list);
  }
  return same(meant, written, any_order);
}

}  // namespace

Language language_of(std::string_view path) {
  const bool yaml = ends_with_fold(path, ".yaml") || ends_with_fold(path, ".yml");
  return yaml ? Language::Yaml : Language::Json;
}

Rewritten rewrite(const text::SourceFile& file, Language to, Order order, diag::Sink& sink) {
  Rewritten result;
  const std::size_t errors = sink.errors();
  const Document document = document::read(file, sink);
  if (sink.errors() > errors) return result;
  const bool from_yaml = language_of(file.path) == Language::Yaml;
  const Remarks remarks = from_yaml ? remarks_of(document) : Remarks{};
  if (to == Language::Yaml && remarks.more_than_values) {
    result.why_not = "it has anchors, aliases, tags or directives, which would be lost";
    return result;
  }
  if (to == Language::Json) result.notes = losses(document, remarks);
  // Should a block not come back as it was, quotes and escapes say it exactly.
  for (const bool blocks : {true, false}) {
    result.text = to == Language::Json ? write_json(document, order)
                                       : write_yaml(document, order, remarks, blocks);
    result.done = says_the_same(document, result.text, to, order != source_order);
    if (result.done) return result;
  }
  result.why_not = "it has a text that cannot be written without change";
  return result;
}

}  // namespace adxc::writer

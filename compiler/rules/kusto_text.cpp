#include "compiler/rules/kusto_text.h"

#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"

namespace adxc::rules {
namespace {

using namespace program;

bool is_source(const expr::Node& node) {
  if (node.kind != expr::NodeKind::Call) return false;
  for (const std::string_view name : {"pipeline", "item", "activity", "variables"})
    if (equal_fold(node.text, name)) return true;
  return false;
}

/// What makes a value harmless: quotes are replaced or encoded, or it is no free text.
bool is_harmless(const expr::Node& node) {
  if (node.kind == expr::NodeKind::Member) {
    // What the service itself knows of the run, not what somebody passed to it.
    for (const std::string_view name :
         {"RunId", "Pipeline", "DataFactory", "TriggerTime", "TriggerId", "TriggerName", "GroupId"})
      if (equal_fold(node.text, name)) return true;
  }
  if (node.kind != expr::NodeKind::Call) return false;
  for (const std::string_view name :
       {"replace", "uriComponent", "encodeUriComponent", "base64", "int", "float", "bool",
        "formatDateTime", "length", "indexOf", "ticks", "utcnow"})
    if (equal_fold(node.text, name)) return true;
  return false;
}

}  // namespace

/// "query" or "command" if the text is one of Kusto's, else "".
std::string_view kusto_word(const document::Document& document, document::NodeId node) {
  if (document.key(node) == "value") node = document[node].parent;  // of an expression object
  const document::NodeId owner = document[node].parent;
  if (!owner.valid()) return {};
  if (equal_fold(document.key(node), "query") &&
      equal_fold(text_at(document, owner, "type"), "AzureDataExplorerSource"))
    return "query";
  const document::NodeId activity = document[owner].parent;
  const bool command = equal_fold(document.key(node), "command") && activity.valid() &&
                       equal_fold(text_at(document, activity, "type"), "AzureDataExplorerCommand");
  return command ? std::string_view("command") : std::string_view{};
}

/// The pieces of a text that is put together by `concat` or by `@{…}`; one piece otherwise.
std::vector<expr::NodeId> pieces_of(const expr::Tree& tree) {
  const expr::Node& root = tree[tree.root];
  const bool joined = root.kind == expr::NodeKind::Template ||
                      (root.kind == expr::NodeKind::Call && equal_fold(root.text, "concat"));
  return joined ? root.parts : std::vector<expr::NodeId>{};
}

/// Follows quotes of KQL through a literal piece; 0 when none is open.
char quote_after(std::string_view text, char open) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (open == 0 && (text[i] == '\'' || text[i] == '"')) {
      open = text[i];
    } else if (open != 0 && text[i] == '\\') {
      ++i;
    } else if (text[i] == open) {
      open = 0;
    }
  }
  return open;
}

bool comes_from_outside(const expr::Tree& tree, expr::NodeId id) {
  const expr::Node& node = tree[id];
  if (is_harmless(node)) return false;
  if (is_source(node)) return true;
  return std::any_of(node.parts.begin(), node.parts.end(),
                     [&](expr::NodeId part) { return comes_from_outside(tree, part); });
}

}  // namespace adxc::rules

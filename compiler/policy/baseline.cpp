#include "compiler/policy/baseline.h"

#include <charconv>

#include <nlohmann/json.hpp>

#include "compiler/base/digest.h"
#include "compiler/policy/rule_names.h"

namespace adxc::policy {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;
using std::string_view;

constexpr string_view kFormat = "1.0";
constexpr std::size_t kHashDigits = 12;

constexpr diag::Kind<string_view> kBaselineSyntax{
    {"baseline-syntax", diag::Severity::Error},
    "this is no baseline: {}; `adxc lint --baseline write` makes one"};
constexpr diag::Kind<string_view, string_view, std::string> kStaleEntry{
    {"stale-baseline-entry", diag::Severity::Warning},
    "`{}` of `{}` is found {}; `adxc lint --baseline prune` puts that right"};

/// The innermost node that holds a place.
NodeId node_at(const Document& document, NodeId root, text::Span span) {
  NodeId at = root;
  for (bool deeper = true; deeper;) {
    deeper = false;
    for (const NodeId child : document.children(at)) {
      const document::Node& node = document[child];
      const bool key = node.key_span.begin <= span.begin && span.begin < node.key_span.end;
      const bool value = node.span.begin <= span.begin && span.begin < node.span.end;
      if (key) return child;
      if (!value) continue;
      at = child;
      deeper = true;
      break;
    }
  }
  return at;
}

/// Path from an object down to a node; items of lists go by their name.
std::string path_to(const Document& document, NodeId node, NodeId root) {
  std::string path;
  for (; node.valid() && node != root; node = document[node].parent) {
    std::string step(document.key(node));
    const NodeId parent = document[node].parent;
    if (parent.valid() && document.kind(parent) == NodeKind::Array) {
      const NodeId name = document.find(node, "name");
      step = name.valid() ? std::string(document.text(name)) : "-";
    }
    path = "/" + step + path;
  }
  return path;
}

/// What stands between backticks in a message: the user's words, whatever our wording is.
std::string quoted_words(string_view message) {
  std::string words;
  for (std::size_t at = message.find('`'); at != string_view::npos;) {
    const std::size_t end = message.find('`', at + 1);
    if (end == string_view::npos) break;
    words.append(message.substr(at + 1, end - at - 1)).push_back('\n');
    at = message.find('`', end + 1);
  }
  return words;
}

bool is_scalar(NodeKind kind) {
  return kind != NodeKind::Array && kind != NodeKind::Object && kind != NodeKind::Broken;
}

std::string text_of(const Document& document, NodeId object, string_view key) {
  const NodeId node = document.find(object, key);
  return node.valid() ? std::string(document.text(node)) : "";
}

}  // namespace

BaselineKeys::BaselineKeys(const program::Workspace& workspace) : workspace_(workspace) {
  for (const Document& document : workspace.documents)
    owners_[document.file->id].document = &document;
  for (const program::Object& object : workspace.objects)
    owners_[workspace.document_of(object).file->id].objects.push_back(&object);
}

BaselineKey BaselineKeys::of(const diag::Diagnostic& finding) const {
  const text::Span span = finding.place.span;
  BaselineKey key{std::string(finding.rule.slug), "", "", ""};
  std::string value = quoted_words(finding.message);
  const auto owner = owners_.find(span.file);
  const program::Object* inside = nullptr;
  for (const program::Object* object :
       owner == owners_.end() ? std::vector<const program::Object*>{} : owner->second.objects) {
    const text::Span whole = (*owner->second.document)[object->root].span;
    const bool holds = whole.begin <= span.begin && span.begin < whole.end;
    if (holds) inside = object;  // nested objects come later
  }
  if (inside == nullptr) {
    key.object = workspace_.sources.file(span.file).path;
  } else {
    const Document& document = *owner->second.document;
    const NodeId node = node_at(document, inside->root, span);
    key.object = std::string(program::word(inside->kind)) + "/" + inside->name;
    key.path = path_to(document, node, inside->root);
    if (is_scalar(document.kind(node))) value += document.text(node);
  }
  // The hash of a short secret could be guessed.
  if (!finding.secret) key.value = sha256_hex(value).substr(0, kHashDigits);
  return key;
}

Baseline read_baseline(const text::SourceFile& file, diag::Sink& sink) {
  Baseline baseline;
  diag::Sink mistakes;
  const Document document = document::read_json(file, mistakes);
  const auto refuse = [&](NodeId node, string_view why) {
    sink.report(kBaselineSyntax,
                node.valid() ? document.place(node) : diag::Place{{file.id, 0, 0}, ""}, why);
    return Baseline{};
  };
  if (!mistakes.all().empty()) return refuse({}, mistakes.all().front().message);
  const NodeId root = document.roots.at(0);
  if (text_of(document, root, "format_version") != kFormat)
    return refuse({}, "`format_version` is not 1.0");
  const NodeId entries = document.find(root, "entries");
  if (!entries.valid()) return refuse({}, "`entries` is missing");
  for (const NodeId entry : document.children(entries)) {
    std::size_t count = 0;
    const std::string digits = text_of(document, entry, "count");
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    BaselineKey key{text_of(document, entry, "rule"), text_of(document, entry, "object"),
                    text_of(document, entry, "path"), text_of(document, entry, "value")};
    if (key.rule.empty() || key.object.empty() || count == 0)
      return refuse(entry, "an entry needs `rule`, `object` and `count`");
    baseline[std::move(key)] = {count, document.place(entry)};
  }
  return baseline;
}

Baseline hide_known(const Baseline& baseline, const BaselineKeys& keys, const std::string& name,
                    std::vector<diag::Diagnostic>& findings, diag::Sink& sink) {
  Baseline found;
  for (diag::Diagnostic& finding : findings) {
    if (finding.suppressed || family_of(finding.rule.slug) == "policy") continue;
    BaselineKey key = keys.of(finding);
    const auto known = baseline.find(key);
    if (known == baseline.end()) continue;
    BaselineEntry& entry = found[std::move(key)];
    if (entry.count == known->second.count) continue;
    ++entry.count;
    finding.suppressed = {diag::Suppression::Kind::External, "known in " + name};
  }
  for (const auto& [key, entry] : baseline) {
    const auto at = found.find(key);
    const std::size_t count = at == found.end() ? 0 : at->second.count;
    if (count == entry.count) continue;
    sink.report(kStaleEntry, entry.place, key.rule, key.object,
                count == 0 ? "no more" : fmt::format("{} of {} times", count, entry.count));
  }
  return found;
}

Baseline baseline_of(const BaselineKeys& keys, const std::vector<diag::Diagnostic>& findings) {
  Baseline baseline;
  for (const diag::Diagnostic& finding : findings) {
    const bool known =
        finding.suppressed && finding.suppressed->kind == diag::Suppression::Kind::InSource;
    if (!known && family_of(finding.rule.slug) != "policy") ++baseline[keys.of(finding)].count;
  }
  return baseline;
}

std::string write_baseline(const Baseline& baseline) {
  std::string text = "{\n  \"format_version\": \"1.0\",\n  \"entries\": [";
  string_view before = "\n";
  for (const auto& [key, entry] : baseline) {
    const nlohmann::ordered_json row{{"rule", key.rule},
                                     {"object", key.object},
                                     {"path", key.path},
                                     {"value", key.value},
                                     {"count", entry.count}};
    text.append(before).append("    ").append(
        row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    before = ",\n";
  }
  return text + (baseline.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace adxc::policy

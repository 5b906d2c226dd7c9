#include "compiler/program/gather.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "compiler/base/names.h"
#include "compiler/expr/parser.h"
#include "compiler/program/kinds.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using document::Document;
using document::NodeId;
using document::NodeKind;

/// Values under these keys of an entity or an activity are never evaluated by the service.
constexpr std::array<std::string_view, 9> kLiteralKeys = {
    "description", "annotations", "folder",     "dependsOn",       "type",
    "name",        "variables",   "parameters", "globalParameters"};
/// A text under a key with one of these in it may be a secret; nothing of it is shown.
constexpr std::array<std::string_view, 6> kSecretWords = {"password", "secret",           "key",
                                                          "token",    "connectionstring", "sas"};
/// Deeper than documents can be.
constexpr int kDeepest = 200;

/// Walks one object's properties.
class Gatherer {
 public:
  Gatherer(const Program& program, ObjectId id)
      : program_(program), document_(program.document_of(id)), object_(id) {
    flows_ = program.object(id).kind == ObjectKind::DataFlow;
    const auto first = std::ranges::lower_bound(program.activities, id, {}, &Activity::pipeline);
    auto position = static_cast<std::uint32_t>(first - program.activities.begin());
    for (auto own = first; own != program.activities.end() && own->pipeline == id; ++own)
      activities_.emplace(own->node.value, ActivityId{position++});
  }

  Gathered run() {
    const NodeId properties = program_.object(object_).properties;
    if (properties.valid()) visit(properties, {}, 0);
    return std::move(gathered_);
  }

 private:
  void visit(NodeId id, ActivityId activity, int depth) {
    const NodeKind kind = document_.kind(id);
    if (depth > kDeepest) return;
    const auto own = activities_.find(id.value);
    if (own != activities_.end()) activity = own->second;
    if (kind == NodeKind::Object) add_link(id, activity);
    // The script of a data flow is another language; only what the data flow refers to counts.
    if (is_text(kind) && !flows_) add_text(id, activity);
    const bool structural = own != activities_.end() || depth == 0;
    for (const NodeId child : document_.children(id)) {
      if (!structural || !is_literal_key(document_.key(child))) visit(child, activity, depth + 1);
    }
  }

  static bool is_literal_key(std::string_view key) {
    return std::any_of(kLiteralKeys.begin(), kLiteralKeys.end(),
                       [&](std::string_view literal) { return equal_fold(literal, key); });
  }

  static bool may_be_secret(std::string_view key) {
    const std::string folded = fold_case(key);
    return std::any_of(kSecretWords.begin(), kSecretWords.end(), [&](std::string_view word) {
      return folded.find(word) != std::string::npos;
    });
  }

  /// {"value": …, "type": "Expression"}
  bool is_expression_object(NodeId id) const {
    return id.valid() && document_.kind(id) == NodeKind::Object &&
           equal_fold(text_at(document_, id, "type"), "Expression");
  }

  void add_link(NodeId id, ActivityId activity) {
    const NodeId name = document_.find(id, "referenceName");
    if (!name.valid() || !is_text(document_.kind(name))) return;
    const std::optional<ObjectKind> kind = referenced_kind(text_at(document_, id, "type"));
    if (!kind) return;
    gathered_.links.push_back({object_,
                               activity,
                               *kind,
                               std::string(document_.text(name)),
                               id,
                               name,
                               Link::State::Unknown,
                               {}});
  }

  void add_text(NodeId id, ActivityId activity) {
    gathered_.texts.push_back({object_, activity, id});
    const NodeId parent = document_[id].parent;
    if (parent.valid() && equal_fold(text_at(document_, parent, "type"), "SecureString")) return;
    const bool object_form = is_expression_object(parent) && equal_fold(document_.key(id), "value");
    if (object_form || expr::is_expression(document_.text(id))) add_computed(id, activity);
  }

  void add_computed(NodeId id, ActivityId activity) {
    diag::Sink mistakes;
    gathered_.computed.push_back(
        {object_, activity, id,
         expr::parse(document_.fragment(id), document_.pointer(id), mistakes)});
    const NodeId named = document_.key(id).empty() || equal_fold(document_.key(id), "value")
                             ? document_[id].parent
                             : id;
    const bool secret = named.valid() && may_be_secret(document_.key(named));
    for (diag::Diagnostic& mistake : mistakes.take()) {
      if (secret) mistake.message = "the expression has a mistake here";
      mistake.secret = secret;
      gathered_.mistakes.push_back(std::move(mistake));
    }
  }

  const Program& program_;
  const Document& document_;
  ObjectId object_;
  Gathered gathered_;
  bool flows_ = false;
  std::unordered_map<std::uint32_t, ActivityId> activities_;  // by node
};

}  // namespace

Gathered gather(const Program& program, ObjectId id) {
  return Gatherer(program, id).run();
}

}  // namespace adxc::program

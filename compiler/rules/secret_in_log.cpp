#include <set>
#include <string>

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule secret_in_log;

namespace {

using namespace program;

constexpr diag::Kind<> kFetched{
    {"secret-in-log", diag::Severity::Warning},
    "the secret that this fetches from Azure Key Vault stands in the log of the run, wanted "
    "`secureOutput: true` in `policy`"};
constexpr diag::Kind<std::string> kUsed{
    {"secret-in-log", diag::Severity::Warning},
    "the secret that `{}` fetched stands in the log as an input of this, wanted `secureInput: "
    "true` in `policy`"};

/// The address of a secret, written out or put together.
bool is_secret_address(std::string_view text) {
  const std::string folded = fold_case(text);
  return folded.find(".vault.azure.net") != std::string::npos &&
         folded.find("/secrets/") != std::string::npos;
}

document::NodeId policy_of(const document::Document& document, const Activity& activity) {
  return object_at(document, activity.node, "policy");
}

bool hides(const document::Document& document, const Activity& activity, std::string_view what) {
  const document::NodeId policy = policy_of(document, activity);
  return policy.valid() && is_true(document, policy, what);
}

/// One finding for each activity that fetches a secret: "pipeline/name" of them.
std::set<std::string> check_fetches(const Program& program, diag::Sink& sink) {
  std::set<std::string> fetching;
  for (const Text& text : program.texts) {
    const document::Document& document = program.document_of(text.object);
    if (!text.activity.valid()) continue;
    const Activity& activity = program.activity(text.activity);
    if (!equal_fold(activity.type, "WebActivity") || !is_secret_address(document.text(text.node)))
      continue;
    const std::string key = std::to_string(text.object.value) + "/" + fold_case(activity.name);
    if (!fetching.insert(key).second || hides(document, activity, "secureOutput")) continue;
    sink.report(kFetched, document.place(text.node));
  }
  return fetching;
}

void check_use(const Program& program, const Computed& computed, const std::set<std::string>& from,
               std::set<std::uint32_t>& reported, diag::Sink& sink) {
  const document::Document& document = program.document_of(computed.object);
  const Activity& activity = program.activity(computed.activity);
  for (const expr::Use& use : computed.tree.uses) {
    if (use.kind != expr::Use::Kind::Activity) continue;
    const std::string key = std::to_string(computed.object.value) + "/" + fold_case(use.name);
    if (from.count(key) == 0 || hides(document, activity, "secureInput")) continue;
    if (!reported.insert(computed.activity.value).second) return;
    diag::Place place = document.place(computed.node);
    place.span = use.span;
    sink.report(kUsed, place, use.name);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  const std::set<std::string> fetching = check_fetches(program, sink);
  if (fetching.empty()) return;
  std::set<std::uint32_t> reported;
  for (const Computed& computed : program.computed) {
    if (!computed.activity.valid()) continue;
    const std::string& type = program.activity(computed.activity).type;
    const bool logged = equal_fold(type, "WebActivity") || equal_fold(type, "WebHook") ||
                        equal_fold(type, "AzureFunctionActivity") || equal_fold(type, "Copy");
    if (logged) check_use(program, computed, fetching, reported, sink);
  }
}

}  // namespace

const Rule secret_in_log = {check_program};

}  // namespace adxc::rules

#include <algorithm>
#include <cctype>
#include <string>

#include "compiler/base/names.h"
#include "compiler/model/scalars.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule object_name;

namespace {

using namespace program;

constexpr diag::Kind<std::string, std::string_view> kObjectName{
    {"object-name", diag::Severity::Error}, "`{}` cannot be the name of {}"};
constexpr diag::Kind<std::string, std::string_view> kBlank{
    {"object-name", diag::Severity::Warning, diag::kFixable},
    "the name `{}` has a blank at its {}"};
constexpr diag::Kind<std::size_t> kLongActivity{
    {"object-name", diag::Severity::Warning},
    "the name has {} characters, the user interface takes up to 55 for an activity"};

/// Characters that names must not hold. Source: naming rules of Data Factory.
constexpr std::string_view kForbidden = "<>*#.%&:\\+?/";
/// Activities may hold `#`.
constexpr std::string_view kForbiddenInActivities = ".+?/<>*%&:\\";
constexpr std::size_t kLongestActivity = 55;

struct NameRule {
  std::string_view what;
  bool plain = false;        // letters, digits, and dashes between them
  bool underscores = false;  // in a plain name
  std::size_t shortest = 1;
  std::size_t longest = 260;
};

NameRule rule_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::Factory: return {"a factory", true, false, 3, 63};
    case ObjectKind::IntegrationRuntime: return {"an integration runtime", true, false, 3, 63};
    case ObjectKind::Credential: return {"a credential", true, true, 1, 127};
    case ObjectKind::LinkedService: return {"a linked service"};
    case ObjectKind::Dataset: return {"a dataset"};
    case ObjectKind::Pipeline: return {"a pipeline"};
    case ObjectKind::Trigger: return {"a trigger"};
    case ObjectKind::DataFlow: return {"a data flow"};
    case ObjectKind::ManagedVirtualNetwork:
    case ObjectKind::ManagedPrivateEndpoint:
    case ObjectKind::ChangeDataCapture:
    case ObjectKind::Other: break;
  }
  return {};
}

bool is_alphanumeric(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// The first character that may not stand where it does; the size of the name when all may.
std::size_t first_wrong(std::string_view name, const NameRule& rule) {
  if (!rule.plain) return std::min(name.find_first_of(kForbidden), name.size());
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool inner = i > 0 && i + 1 < name.size();
    if (is_alphanumeric(name[i]) || (name[i] == '-' && inner)) continue;
    if (name[i] != '_' || !rule.underscores) return i;
  }
  return name.size();
}

/// Reports a blank around the name; true if there is one.
bool report_blank(const document::Document& document, document::NodeId node, std::string_view name,
                  diag::Sink& sink) {
  const bool front = name.front() == ' ';
  if (!front && name.back() != ' ') return false;
  const std::size_t at = front ? 0 : name.size() - 1;
  diag::Diagnostic& finding = sink.report(kBlank, place_in(document, node, at, at + 1),
                                          shortened(name), front ? "begin" : "end");
  const std::string_view meant = trimmed(name);
  diag::offer(finding, document::fix_of(document::replace_scalar(document, node, meant),
                                        "write `" + shortened(meant) + "`", false));
  return true;
}

bool is_template(std::string_view name) {
  return find_placeholder(name) || has_token(name) || name.starts_with('[') ||
         expr::is_expression(name);
}

void check_object(const Program& program, const Object& object, diag::Sink& sink) {
  const NameRule rule = rule_of(object.kind);
  if (rule.what.empty() || !object.name_node.valid()) return;
  const document::Document& document = program.workspace->document_of(object);
  const std::string_view name = document.text(object.name_node);
  if (name.empty() || is_template(name)) return;
  if (report_blank(document, object.name_node, name, sink)) return;
  const std::size_t wrong = first_wrong(name, rule);
  const std::size_t length = model::length(name);
  if (wrong < name.size()) {
    sink.report(kObjectName, place_in(document, object.name_node, wrong, wrong + 1),
                shortened(name), rule.what)
        .notes.emplace_back(rule.plain ? "it may hold letters, digits, and dashes between them"
                                       : "it may not hold any of < > * # . % & : \\ + ? /");
  } else if (length < rule.shortest || (rule.plain && length > rule.longest)) {
    sink.report(kObjectName, document.place(object.name_node), shortened(name), rule.what)
        .notes.push_back(fmt::format("it has {} characters, wanted {} to {}", length, rule.shortest,
                                     rule.longest));
  }
}

void check_activity(const Program& program, const Activity& activity, diag::Sink& sink) {
  const std::string* name = activity.entity->name.literal();
  if (name == nullptr || name->empty() || is_template(*name)) return;
  const document::Document& document = program.document_of(activity.pipeline);
  if (report_blank(document, activity.name_node, *name, sink)) return;
  const std::size_t wrong = name->find_first_of(kForbiddenInActivities);
  const std::size_t length = model::length(*name);
  if (wrong != std::string::npos) {
    sink.report(kObjectName, place_in(document, activity.name_node, wrong, wrong + 1),
                shortened(*name), "an activity")
        .notes.emplace_back("it may not hold any of < > * . % & : \\ + ? /");
  } else if (length > kLongestActivity) {
    sink.report(kLongActivity, document.place(activity.name_node), length);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Object& object : program.workspace->objects) check_object(program, object, sink);
  for (const Activity& activity : program.activities) check_activity(program, activity, sink);
}

}  // namespace

const Rule object_name = {check_program};

}  // namespace adxc::rules

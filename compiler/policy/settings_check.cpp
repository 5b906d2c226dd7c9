#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/catalogue/rule_pages.h"
#include "compiler/policy/dates.h"
#include "compiler/policy/rule_names.h"
#include "compiler/policy/settings.h"

namespace adxc::policy {
namespace {

using diag::Kind;
using diag::Severity;
using document::Document;
using document::NodeId;
using document::NodeKind;
using std::string_view;

constexpr Kind<string_view, string_view, std::string> kUnknownSetting{
    {"unknown-setting", Severity::Error}, "`{}` is no setting of `{}`{}"};
constexpr Kind<string_view, std::string, std::string> kSettingValue{
    {"setting-value", Severity::Error}, "`{}` is {}, {} is wanted"};
constexpr Kind<string_view, string_view> kMissingSetting{{"missing-setting", Severity::Error},
                                                         "`{}` is missing, `{}` needs it"};

std::string found_words(const document::Node& node) {
  switch (node.kind) {
    case NodeKind::Array: return "a list";
    case NodeKind::Object: return "an object";
    case NodeKind::Null: return "empty";
    default: return fmt::format("`{}`", shortened(node.text));
  }
}

class Checker {
 public:
  Checker(const Document& document, diag::Sink& sink) : document_(document), sink_(sink) {}

  void check(NodeId node, const Setting& setting) {
    const document::Node& found = document_[node];
    if (found.kind == NodeKind::Broken) return;
    switch (setting.type) {
      case Setting::Type::Object: return check_object(node, setting);
      case Setting::Type::List: return check_list(node, setting);
      case Setting::Type::Map: return check_map(node, setting);
      default: break;
    }
    const bool scalar = found.kind != NodeKind::Array && found.kind != NodeKind::Object &&
                        found.kind != NodeKind::Null;
    if (!scalar) return wrong(node, setting, wanted(setting));
    if (is_rule(setting.type)) {
      return expect_rule(setting.type, found.text, document_.place(node));
    }
    if (!fits(found.text, setting)) wrong(node, setting, wanted(setting));
  }

 private:
  static bool is_rule(Setting::Type type) {
    return type == Setting::Type::Rule || type == Setting::Type::Silenced;
  }

  void expect_rule(Setting::Type type, string_view name, const diag::Place& place) {
    if (!is_rule_name(name)) return report_unknown_rule(name, place, sink_);
    if (type != Setting::Type::Silenced || family_of(name) != "syntax") return;
    sink_.report(kSettingValue, place, "lint", fmt::format("`{}`", name),
                 "a rule of another family (a `per-path` entry can silence these)");
  }

  void wrong(NodeId node, const Setting& setting, std::string wanted) {
    sink_.report(kSettingValue, document_.place(node), setting.name, found_words(document_[node]),
                 std::move(wanted));
  }

  static std::string wanted(const Setting& setting) {
    switch (setting.type) {
      case Setting::Type::Enum: return one_of("", {setting.values.begin(), setting.values.end()});
      case Setting::Type::Int:
        return setting.minimum == setting.maximum
                   ? fmt::format("{}", setting.minimum)
                   : fmt::format("a number from {} to {}", setting.minimum, setting.maximum);
      case Setting::Type::Size: return "a size such as `16MiB`";
      case Setting::Type::Date: return "a day such as `2027-01-31`";
      default: return "text";
    }
  }

  static bool fits(string_view text, const Setting& setting) {
    switch (setting.type) {
      case Setting::Type::Enum:
        return std::ranges::find(setting.values, text) != setting.values.end();
      case Setting::Type::Int: return fits_int(text, setting);
      case Setting::Type::Size: return size_of(text).has_value();
      case Setting::Type::Date: return is_date(text);
      default: return true;
    }
  }

  static bool fits_int(string_view text, const Setting& setting) {
    const bool digits = !text.empty() && text.size() < 10 &&
                        std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return false;
    const long value = std::stol(std::string(text));
    return value >= setting.minimum && value <= setting.maximum;
  }

  void check_object(NodeId node, const Setting& setting) {
    if (document_.kind(node) != NodeKind::Object) return wrong(node, setting, "an object");
    for (const NodeId child : document_.children(node)) check_property(child, setting);
    for (const Setting& property : setting.properties) {
      if (property.required && !document_.find(node, property.name).valid())
        sink_.report(kMissingSetting, first_of(node), property.name, setting.name);
    }
  }

  /// The narrowest place of an object: where it begins.
  diag::Place first_of(NodeId node) const {
    diag::Place place = document_.place(node);
    place.span.end = std::min(place.span.end, place.span.begin + 1);
    return place;
  }

  void check_property(NodeId child, const Setting& setting) {
    const string_view key = document_.key(child);
    std::vector<string_view> names;
    for (const Setting& property : setting.properties) {
      if (property.name == key) {
        if (document_.kind(child) != NodeKind::Null) check(child, property);
        return;
      }
      names.push_back(property.name);
    }
    const string_view near = nearest_name(key, names);
    sink_
        .report(kUnknownSetting, document_.key_place(child), key, setting.name,
                near.empty() ? "" : fmt::format(", did you mean `{}`?", near))
        .notes.push_back(fmt::format("its settings are {}", one_of(key, names)));
  }

  void check_list(NodeId node, const Setting& setting) {
    if (document_.kind(node) != NodeKind::Array) return wrong(node, setting, "a list");
    for (const NodeId child : document_.children(node)) check(child, setting.element[0]);
  }

  void check_map(NodeId node, const Setting& setting) {
    if (document_.kind(node) != NodeKind::Object) return wrong(node, setting, "an object");
    for (const NodeId child : document_.children(node)) {
      if (setting.keys)
        expect_rule(*setting.keys, document_.key(child), document_.key_place(child));
      check(child, setting.element[0]);
    }
  }

  const Document& document_;
  diag::Sink& sink_;
};

}  // namespace

void check(const Document& document, NodeId node, const Setting& setting, diag::Sink& sink) {
  Checker(document, sink).check(node, setting);
}

}  // namespace adxc::policy

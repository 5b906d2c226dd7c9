#include "compiler/lower/settings.h"

#include <fmt/format.h>

#include "compiler/base/ticks.h"
#include "made/model/rows.h"

namespace adxc::lower {
namespace {

using expr::Value;
using model::Setting;

constexpr diag::Kind<std::string_view> kTypeNotExecutable{
    {"type-not-executable", diag::Severity::Error}, "adxc cannot execute the type `{}`"};
constexpr diag::Kind<std::string> kExpressionType{
    {"expression-type", diag::Severity::Error},
    "the expression gives a value that does not fit: {}"};

class Maker {
 public:
  Maker(const Scope& scope, std::string_view object, diag::Sink& sink)
      : scope_(scope), object_(object), sink_(sink) {}

  plan::Settings run(const std::vector<Setting>& settings) {
    for (const Setting& setting : settings) {
      // What kind of object it is, is known from the step and its endpoints.
      const bool kind = setting.row == &model::kTypeRow &&
                        !std::holds_alternative<model::PlainObject>(setting.value);
      // Text that may not be shown has no place in a plan either.
      const bool hidden = setting.row->secret && setting.row->type != model::ValueType::Secret;
      if (kind || hidden || setting.row->type == model::ValueType::TypeOf) continue;
      std::visit([&](const auto& value) { put(setting, value); }, setting.value);
    }
    return std::move(made_);
  }

 private:
  void put(const Setting& setting, bool flag) { made_[setting.name] = flag; }
  void put(const Setting& setting, std::int64_t number) { made_[setting.name] = number; }
  void put(const Setting& setting, double number) { made_[setting.name] = number; }
  void put(const Setting& setting, model::Timespan span) {
    made_[setting.name] = print_timespan(span.ticks);
  }
  void put(const Setting& setting, const std::string& text) {
    // `@@` at the begin of a text stands for one `@`; the expression language knows.
    const bool escaped =
        setting.node.valid() && scope_.program->computed_at(scope_.object, setting.node) != nullptr;
    if (escaped) return put_evaluated(setting, setting.node);
    made_[setting.name] = text;
  }
  void put(const Setting& setting, const model::Expression& expression) {
    put_evaluated(setting, expression.node);
  }
  void put(const Setting& setting, const model::Any& any) {
    if (const auto value = evaluate_node(scope_, any.node, sink_)) put_any(setting.name, *value);
  }
  void put(const Setting& setting, const model::Reference& reference) {
    made_[setting.name] = reference.name;
  }
  void put(const Setting&, const model::PlainObject& plain) {
    sink_.report(kTypeNotExecutable, scope_.document().place(plain.node), plain.type);
  }
  void put(const Setting& setting, const model::Secret& secret) {
    const auto* vault = std::get_if<model::KeyVaultSecret>(&secret.form);
    if (vault == nullptr) {
      made_[setting.name] = environment_secret(object_, setting.name);
    } else if (const auto reference = vault_secret(*vault)) {
      made_[setting.name] = *reference;
    }
  }

  void put_evaluated(const Setting& setting, document::NodeId node) {
    const std::optional<Evaluated> value = evaluate_text(scope_, node, sink_);
    if (!value) return;
    if (const auto* secret = std::get_if<plan::SecretRef>(&*value)) {
      if (setting.row->type != model::ValueType::Secret) return report_secret(scope_, node, sink_);
      made_[setting.name] = *secret;
    } else if (setting.row->type == model::ValueType::Any) {
      put_any(setting.name, std::get<Value>(*value));
    } else {
      put_typed(setting, node, std::get<Value>(*value));
    }
  }

  /// A worked out value as its row wants it; null is like an absent property.
  void put_typed(const Setting& setting, document::NodeId node, const Value& value) {
    if (value.is_null()) return;
    const Result<model::SettingValue> typed =
        model::setting_value(*setting.row, expr::to_text(value));
    if (!typed) {
      sink_.report(kExpressionType, scope_.document().place(node), typed.error().message);
      return;
    }
    std::visit([&](const auto& fitting) { put_fitting(setting, fitting); }, *typed);
  }

  template <typename T>
  void put_fitting(const Setting& setting, const T& value) {
    if constexpr (std::is_same_v<T, model::Timespan>) {
      made_[setting.name] = print_timespan(value.ticks);
    } else if constexpr (std::is_constructible_v<plan::Value, std::in_place_type_t<T>, const T&>) {
      made_[setting.name] = value;
    }
  }

  void put_any(const std::string& name, const Value& value) {
    if (value.is_null()) return;
    if (value.is_boolean()) {
      made_[name] = value.get<bool>();
    } else if (value.is_number_integer()) {
      made_[name] = value.get<std::int64_t>();
    } else if (value.is_number()) {
      made_[name] = value.get<double>();
    } else {
      made_[name] = expr::to_text(value);
    }
  }

  std::optional<plan::SecretRef> vault_secret(const model::KeyVaultSecret& secret) {
    const program::Link* link = scope_.program->link_at(scope_.object, secret.store.node);
    const model::LinkedService* service = scope_.program->linked_service_of(link);
    const bool vault = service != nullptr && model::as<model::AzureKeyVaultLinkedService>(
                                                 service->type_properties) != nullptr;
    if (!vault) {
      report_not_given(scope_, secret.store, sink_);
      return std::nullopt;
    }
    const Arguments arguments = arguments_of(scope_, secret.store, link->name, service->parameters,
                                             *service->document, sink_);
    Scope inside;
    inside.program = scope_.program;
    inside.object = link->target;
    inside.linked_service = &arguments;
    const plan::Settings settings =
        settings_of(inside, model::settings(service->type_properties), link->name, sink_);
    return plan::SecretRef{plan::SecretRef::Kind::KeyVault, plan::text(settings, "baseUrl"),
                           text_of(secret.name), text_of(secret.version)};
  }

  std::string text_of(const model::Value<std::string>& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    const auto* expression = std::get_if<model::Expression>(&value);
    if (expression == nullptr) return "";
    const std::optional<Evaluated> worked_out = evaluate_text(scope_, expression->node, sink_);
    const Value* known = worked_out ? std::get_if<Value>(&*worked_out) : nullptr;
    return known == nullptr ? "" : expr::to_text(*known);
  }

  const Scope& scope_;
  std::string_view object_;
  diag::Sink& sink_;
  plan::Settings made_;
};

}  // namespace

plan::Settings settings_of(const Scope& scope, const std::vector<Setting>& settings,
                           std::string_view object, diag::Sink& sink) {
  return Maker(scope, object, sink).run(settings);
}

}  // namespace adxc::lower

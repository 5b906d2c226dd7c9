#include "compiler/rules/expressions.h"

namespace adxc::rules {

extern const Rule secure_global_parameter;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kSecureGlobalParameter{
    {"secure-global-parameter", diag::Severity::Error},
    "the global parameter `{}` is a SecureString, which global parameters cannot be"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Object& object : program.workspace->objects) {
    if (object.kind != ObjectKind::Factory || !object.properties.valid()) continue;
    const document::Document& document = program.workspace->document_of(object);
    const document::NodeId all = object_at(document, object.properties, "globalParameters");
    if (!all.valid()) continue;
    for (const document::NodeId one : document.children(all)) {
      const document::NodeId type = document.find(one, "type");
      if (!type.valid() || !equal_fold(document.text(type), "SecureString")) continue;
      sink.report(kSecureGlobalParameter, document.place(type), document.key(one))
          .notes.emplace_back("a secret belongs in Azure Key Vault");
    }
  }
}

}  // namespace

const Rule secure_global_parameter = {check_program};

}  // namespace adxc::rules

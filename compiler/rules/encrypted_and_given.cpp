#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule encrypted_and_given;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string_view> kEncryptedAndGiven{
    {"encrypted-and-given", diag::Severity::Warning},
    "`encryptedCredential` keeps a secret already, `{}` gives another; wanted one of the two"};

/// The first property that is a SecureString or comes from Azure Key Vault; invalid without one.
NodeId given_secret(const document::Document& document, NodeId properties) {
  for (const NodeId child : document.children(properties)) {
    if (document.kind(child) != document::NodeKind::Object) continue;
    const std::string_view type = text_at(document, child, "type");
    if (equal_fold(type, "SecureString") || equal_fold(type, "AzureKeyVaultSecret")) return child;
  }
  return {};
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::LinkedService& service : program.linked_services) {
    const document::Document& document = *service.document;
    const NodeId properties =
        object_at(document, object_at(document, service.node, "properties"), "typeProperties");
    if (!properties.valid()) continue;
    if (trimmed(text_at(document, properties, "encryptedCredential")).empty()) continue;
    const NodeId given = given_secret(document, properties);
    if (!given.valid()) continue;
    sink.report(kEncryptedAndGiven,
                document.key_place(document.find(properties, "encryptedCredential")),
                document.key(given))
        .related.push_back({document.key_place(given), "it is given here"});
  }
}

}  // namespace

const Rule encrypted_and_given = {check_program};

}  // namespace adxc::rules

#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule secret_store_type;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view> kSecretStoreType{
    {"secret-store-type", diag::Severity::Error},
    "a secret is asked of `{}`, which is a linked service of type `{}`; wanted `AzureKeyVault`"};

/// `store` of an AzureKeyVaultSecret.
bool is_store(const Document& document, const Link& link) {
  const document::Node& node = document[link.node];
  return link.kind == ObjectKind::LinkedService && equal_fold(node.key, "store") &&
         node.parent.valid() &&
         equal_fold(text_at(document, node.parent, "type"), "AzureKeyVaultSecret");
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Link& link : program.links) {
    const model::LinkedService* store = program.linked_service_of(&link);
    if (store == nullptr || !is_store(program.document_of(link.from), link)) continue;
    const std::string type = store->type.value_or("");
    if (type.empty() || equal_fold(type, "AzureKeyVault")) continue;
    sink.report(kSecretStoreType, program.place(link.from, link.name_node), link.name, type);
  }
}

}  // namespace

const Rule secret_store_type = {check_program};

}  // namespace adxc::rules

#include "compiler/base/names.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule pinned_secret_version;

namespace {

using namespace program;

constexpr diag::Kind<> kPinnedSecretVersion{
    {"pinned-secret-version", diag::Severity::Info, diag::kFixable},
    "one version of the secret is named, which stays in use when the secret is renewed; wanted no "
    "`secretVersion`, which means the latest"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const document::Document& document = program.document_of(text.object);
    const document::Node& node = document[text.node];
    if (!equal_fold(node.key, "secretVersion") || !node.parent.valid()) continue;
    if (!equal_fold(text_at(document, node.parent, "type"), "AzureKeyVaultSecret")) continue;
    if (trimmed(node.text).empty() || expr::is_expression(node.text)) continue;
    if (equal_fold(node.text, "latest") || find_placeholder(node.text)) continue;
    offer_removal(sink.report(kPinnedSecretVersion, document.key_place(text.node)), document,
                  text.node, false);
  }
}

}  // namespace

const Rule pinned_secret_version = {check_program};

}  // namespace adxc::rules

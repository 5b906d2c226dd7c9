#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule masked_secret;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view> kMaskedSecret{
    {"masked-secret", diag::Severity::Warning},
    "the secret of `{}` is a row of asterisks, as the service shows one that it keeps; published "
    "from here, they become the secret"};

/// The name of the property that holds the secret.
std::string_view owner_of(const document::Document& document, const document::Node& node) {
  return equal_fold(node.key, "value") ? document.key(node.parent) : node.key;
}

/// Only where a SecureString stands: elsewhere asterisks may mean anything.
void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const document::Document& document = program.document_of(text.object);
    const document::Node& node = document[text.node];
    if (!is_masked(node.text) || node.text.size() < 3 || !node.parent.valid()) continue;
    if (!equal_fold(node.key, "value")) continue;
    if (!equal_fold(text_at(document, node.parent, "type"), "SecureString")) continue;
    sink.report(kMaskedSecret, document.place(text.node), owner_of(document, node));
  }
}

}  // namespace

const Rule masked_secret = {check_program};

}  // namespace adxc::rules

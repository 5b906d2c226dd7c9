#include <cctype>

#include "compiler/base/names.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule key_vault_secret_name;

namespace {

using namespace program;

constexpr diag::Kind<std::string, std::string_view> kSecretName{
    {"key-vault-secret-name", diag::Severity::Error},
    "`{}` cannot be the name of a secret of Azure Key Vault: {}"};

/// Characters of a name. Source: naming rules of Azure Key Vault.
constexpr std::size_t kLongest = 127;

bool may_stand_in_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
}

std::string_view fault_of(std::string_view name, Stretch& where) {
  where = {0, name.size()};
  if (name.find("vault.azure.net") != std::string_view::npos)
    return "it is an address, wanted the name alone";
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (may_stand_in_name(name[i])) continue;
    where = {i, i + 1};
    return "it may hold letters of ASCII, digits and `-`";
  }
  return name.size() > kLongest ? "it is longer than 127 characters" : std::string_view{};
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const document::Document& document = program.document_of(text.object);
    const document::Node& node = document[text.node];
    if (!equal_fold(node.key, "secretName") || !node.parent.valid()) continue;
    if (!equal_fold(text_at(document, node.parent, "type"), "AzureKeyVaultSecret")) continue;
    if (node.text.empty() || expr::is_expression(node.text)) continue;
    if (find_placeholder(node.text) || has_token(node.text)) continue;
    Stretch where;
    const std::string_view fault = fault_of(node.text, where);
    if (fault.empty()) continue;
    sink.report(kSecretName, place_in(document, text.node, where.begin, where.end),
                shortened(node.text), fault);
  }
}

}  // namespace

const Rule key_vault_secret_name = {check_program};

}  // namespace adxc::rules

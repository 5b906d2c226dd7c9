#include <array>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/expr/parser.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule secret_in_parameter;

namespace {

using namespace program;

constexpr diag::Kind<std::string> kSecretInParameter{
    {"secret-in-parameter", diag::Severity::Warning},
    "the secret comes through the parameter `{}`, so that every pipeline that passes it shows it; "
    "wanted the name of the secret in Azure Key Vault as the parameter"};

/// Parts of a connection string in front of a value that is a secret.
constexpr std::array<std::string_view, 5> kSecretParts = {
    "password=", "pwd=", "accountkey=", "sharedaccesskey=", "appkey="};

bool is_secure_string(const document::Document& document, const document::Node& node) {
  return node.parent.valid() && equal_fold(node.key, "value") &&
         equal_fold(text_at(document, node.parent, "type"), "SecureString");
}

/// True if `@{…}` with the use stands behind a part of a connection string that is a secret.
bool follows_secret_part(std::string_view text, std::string_view parameter) {
  const std::string folded = fold_case(text);
  const std::string needle = "@{linkedservice()." + fold_case(parameter);
  const std::size_t at = folded.find(needle);
  if (at == std::string::npos) return false;
  for (const std::string_view part : kSecretParts) {
    if (at >= part.size() && folded.compare(at - part.size(), part.size(), part) == 0) return true;
  }
  return false;
}

/// Secure strings are read as expressions here only: what they hold is shown to nobody else.
std::vector<expr::Use> uses_in(const document::Document& document, document::NodeId node) {
  diag::Sink mistakes;
  return expr::parse(document.fragment(node), document.pointer(node), mistakes).uses;
}

/// True if the parameter is declared as one that nobody sees.
bool is_hidden(const Program& program, ObjectId id, std::string_view name) {
  const model::LinkedService* service = program.entities[id.value].linked_service;
  const auto* declared = service == nullptr ? nullptr : service->parameters.literal();
  if (declared == nullptr) return false;
  for (const auto& parameter : *declared) {
    if (equal_fold(parameter.name, name))
      return equal_fold(parameter.value.type.value_or(""), "SecureString");
  }
  return false;
}

void check_text(const Program& program, const Text& text, diag::Sink& sink) {
  const document::Document& document = program.document_of(text.object);
  const document::Node& node = document[text.node];
  for (const expr::Use& use : uses_in(document, text.node)) {
    if (use.kind != expr::Use::Kind::LinkedServiceParameter) continue;
    if (!is_secure_string(document, node) && !follows_secret_part(node.text, use.name)) continue;
    if (is_hidden(program, text.object, use.name)) continue;
    diag::Place place = document.place(text.node);
    place.span = use.span;
    sink.report(kSecretInParameter, place, use.name);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    if (program.object(text.object).kind != ObjectKind::LinkedService) continue;
    if (expr::is_expression(program.document_of(text.object)[text.node].text))
      check_text(program, text, sink);
  }
}

}  // namespace

const Rule secret_in_parameter = {check_program};

}  // namespace adxc::rules

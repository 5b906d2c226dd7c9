#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule unencrypted_address;

namespace {

using namespace program;

constexpr diag::Kind<> kUnencryptedAddress{
    {"unencrypted-address", diag::Severity::Warning, diag::kFixable},
    "what goes to this address and comes back can be read on the way, wanted `https`"};

constexpr std::string_view kScheme = "http://";
constexpr std::uint32_t kLetters = 4;  // of `http`

/// Where nothing leaves the machine, or a name that only looks like an address: the identifier of a
/// resource or of a namespace is never called.
bool is_never_sent(std::string_view key, std::string_view text) {
  const std::string_view host = text.substr(kScheme.size());
  for (const std::string_view local : {"localhost", "127.", "[::1]", "10.", "192.168."})
    if (host.starts_with(local)) return true;
  const std::string folded = fold_case(key);
  for (const std::string_view word : {"resource", "audience", "scope", "namespace", "schema"})
    if (folded.find(word) != std::string::npos) return true;
  return host.empty();
}

bool is_called(const Program& program, const Text& text, const document::Node& node) {
  if (program.object(text.object).kind == ObjectKind::LinkedService) return true;
  return text.activity.valid() && equal_fold(node.key, "url");
}

/// The endpoint of a cluster has a rule of its own.
bool is_judged_elsewhere(const Program& program, const Text& text, const document::Node& node) {
  const model::LinkedService* service = program.entities[text.object.value].linked_service;
  return service != nullptr && equal_fold(node.key, "endpoint") &&
         equal_fold(service->type.value_or(""), "AzureDataExplorer");
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Text& text : program.texts) {
    const document::Document& document = program.document_of(text.object);
    const document::Node& node = document[text.node];
    if (!equal_fold(std::string_view(node.text).substr(0, kScheme.size()), kScheme)) continue;
    if (is_never_sent(node.key, node.text) || !is_called(program, text, node)) continue;
    if (is_judged_elsewhere(program, text, node)) continue;
    const diag::Place place = place_in(document, text.node, 0, kScheme.size());
    diag::Diagnostic& finding = sink.report(kUnencryptedAddress, place);
    text::Span letters = place.span;
    letters.end = std::min(letters.end, letters.begin + kLetters);
    if (equal_fold(document.file->view(letters), kScheme.substr(0, kLetters)))
      diag::offer(finding, diag::Fix{"write `https`", false, {{letters, "https"}}});
  }
}

}  // namespace

const Rule unencrypted_address = {check_program};

}  // namespace adxc::rules

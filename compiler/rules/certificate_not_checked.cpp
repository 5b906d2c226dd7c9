#include <array>

#include "compiler/base/names.h"
#include "compiler/model/scalars.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule certificate_not_checked;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string> kNotChecked{
    {"certificate-not-checked", diag::Severity::Warning},
    "`{}` lets anybody on the way stand in for the server, wanted the check of its certificate or "
    "key"};

/// Properties of linked services and activities, and the value with which they switch a check off.
struct Switch {
  std::string_view name;
  bool off;
};
constexpr std::array<Switch, 7> kSwitches = {{{"enableServerCertificateValidation", false},
                                              {"skipHostKeyValidation", true},
                                              {"disableCertValidation", true},
                                              {"allowHostNameCNMismatch", true},
                                              {"allowSelfSignedServerCert", true},
                                              {"trustServerCertificate", true},
                                              {"enableSsl", false}}};

void check_switch(const document::Document& document, NodeId node, diag::Sink& sink) {
  const auto value = model::read_bool(document[node]);
  if (!value) return;
  for (const Switch& one : kSwitches) {
    if (!equal_fold(one.name, document.key(node)) || *value != one.off) continue;
    sink.report(kNotChecked, document.key_place(node),
                std::string(document.key(node)) + ": " + (one.off ? "true" : "false"));
  }
}

/// `TrustServerCertificate=True` of a connection string.
void check_connection(const document::Document& document, NodeId node, diag::Sink& sink) {
  const std::string folded = fold_case(document.text(node));
  constexpr std::string_view kPart = "trustservercertificate=true";
  const std::size_t at = folded.find(kPart);
  if (at == std::string::npos) return;
  sink.report(kNotChecked, place_in(document, node, at, at + kPart.size()),
              std::string(document.text(node).substr(at, kPart.size())));
}

void check_under(const document::Document& document, NodeId node, diag::Sink& sink) {
  for (const NodeId child : document.children(node)) {
    check_switch(document, child, sink);
    if (equal_fold(document.key(child), "connectionString"))
      check_connection(document, child, sink);
    if (document.kind(child) == document::NodeKind::Object) check_under(document, child, sink);
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::LinkedService& service : program.linked_services) {
    const document::Document& document = *service.document;
    const NodeId properties = object_at(document, service.node, "properties");
    if (properties.valid()) check_under(document, properties, sink);
  }
  for (const Activity& activity : program.activities) {
    const document::Document& document = program.document_of(activity.pipeline);
    const NodeId properties = object_at(document, activity.node, "typeProperties");
    if (!properties.valid()) continue;
    for (const NodeId child : document.children(properties)) check_switch(document, child, sink);
  }
}

}  // namespace

const Rule certificate_not_checked = {check_program};

}  // namespace adxc::rules

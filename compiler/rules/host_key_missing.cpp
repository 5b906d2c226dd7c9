#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule host_key_missing;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<> kHostKeyMissing{
    {"host-key-missing", diag::Severity::Error},
    "nothing says which server this is; wanted `hostKeyFingerprint` (or `skipHostKeyValidation`, "
    "which trusts any)"};

void check_program(const Program& program, diag::Sink& sink) {
  for (std::uint32_t i = 0; i < program.entities.size(); ++i) {
    const model::LinkedService* service = program.entities[i].linked_service;
    if (service == nullptr || !equal_fold(service->type.value_or(""), "Sftp")) continue;
    const Document& document = program.document_of({i});
    const NodeId properties = object_at(document, program.object({i}).properties, "typeProperties");
    if (!properties.valid() || document.find(properties, "encryptedCredential").valid()) continue;
    if (value_at(document, properties, "hostKeyFingerprint").valid()) continue;
    if (!is_false(document, properties, "skipHostKeyValidation")) continue;
    sink.report(kHostKeyMissing, document.place(service->type.node));
  }
}

}  // namespace

const Rule host_key_missing = {check_program};

}  // namespace adxc::rules

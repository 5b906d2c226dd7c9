#include "compiler/base/names.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule name_differs_from_file;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kNameDiffersFromFile{
    {"name-differs-from-file", diag::Severity::Warning},
    "the name is `{}`, but the file is named for `{}`; the service looks for objects by file"};

void check_program(const Program& program, diag::Sink& sink) {
  for (const Object& object : program.workspace->objects) {
    const bool judged = object.kind != ObjectKind::Factory && object.kind != ObjectKind::Other;
    if (!judged || object.file_name.empty() || !object.name_node.valid()) continue;
    if (equal_fold(object.name, object.file_name)) continue;
    sink.report(kNameDiffersFromFile,
                program.workspace->document_of(object).place(object.name_node), object.name,
                object.file_name);
  }
}

}  // namespace

const Rule name_differs_from_file = {check_program};

}  // namespace adxc::rules

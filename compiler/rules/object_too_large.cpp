#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule object_too_large;

namespace {

using namespace program;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::size_t, std::size_t> kObjectTooLarge{
    {"object-too-large", diag::Severity::Warning},
    "the {} has {} KB without its blanks, above the {} KB that the service takes"};

constexpr std::size_t kPipelineLimit = 200;  // KB
constexpr std::size_t kOtherLimit = 100;     // KB

bool is_limited(ObjectKind kind) {
  return kind == ObjectKind::Pipeline || kind == ObjectKind::Dataset ||
         kind == ObjectKind::LinkedService;
}

/// What a value takes in JSON without blanks; escapes are not counted.
std::size_t compact_size(const document::Document& document, NodeId node) {
  constexpr std::size_t kQuotes = 2;
  constexpr std::size_t kKeyMarks = 3;  // two quotes and a colon
  const document::Node& value = document[node];
  const bool text = is_text(value);
  std::size_t size = value.text.size() + (text ? kQuotes : 0);
  if (value.kind == document::NodeKind::Null) size = 4;
  if (value.kind != document::NodeKind::Object && value.kind != document::NodeKind::Array)
    return size;
  size = 2;
  for (const NodeId child : document.children(node)) {
    const std::size_t key = document.key(child).size();
    size += compact_size(document, child) + 1;
    if (value.kind == document::NodeKind::Object) size += key + kKeyMarks;
  }
  return size;
}

/// What is small as it stands is small without blanks; aliases of YAML stand for more than they
/// take.
bool is_small(const document::Document& document, NodeId root, std::size_t limit) {
  return ends_with_fold(document.file->path, ".json") && document[root].span.size() <= limit * 1024;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Object& object : program.workspace->objects) {
    if (!is_limited(object.kind)) continue;
    const document::Document& document = program.workspace->document_of(object);
    const std::size_t limit = object.kind == ObjectKind::Pipeline ? kPipelineLimit : kOtherLimit;
    if (is_small(document, object.root, limit)) continue;
    const std::size_t size = compact_size(document, object.root);
    if (size <= limit * 1024) continue;
    const NodeId place = object.name_node.valid() ? object.name_node : object.root;
    sink.report(kObjectTooLarge, document.place(place), words(object.kind), size / 1024, limit);
  }
}

}  // namespace

const Rule object_too_large = {check_program};

}  // namespace adxc::rules

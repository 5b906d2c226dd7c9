#include <set>

#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule unused_object;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string> kUnusedObject{
    {"unused-object", diag::Severity::Info}, "nothing refers to the {} `{}`"};

/// Pipelines are run by hand, triggers by themselves.
bool is_for_others(ObjectKind kind) {
  return kind == ObjectKind::LinkedService || kind == ObjectKind::Dataset ||
         kind == ObjectKind::Credential || kind == ObjectKind::DataFlow;
}

/// Only where the users are shown as well.
bool has_users(const Factory& factory) {
  return factory.complete && factory.kinds.contains(ObjectKind::Pipeline);
}

void check_program(const Program& program, diag::Sink& sink) {
  std::set<std::uint32_t> used;
  for (const Link& link : program.links) {
    // What is computed may mean any object of its kind.
    if (link.state == Link::State::Found) used.insert(link.target.value);
  }
  const std::vector<Object>& objects = program.workspace->objects;
  for (std::uint32_t i = 0; i < objects.size(); ++i) {
    const Object& object = objects[i];
    if (!is_for_others(object.kind) || used.contains(i) || !object.name_node.valid()) continue;
    if (!has_users(program.workspace->factories[object.factory])) continue;
    sink.report(kUnusedObject, program.place({i}, object.name_node), words(object.kind),
                object.name);
  }
}

}  // namespace

const Rule unused_object = {check_program};

}  // namespace adxc::rules

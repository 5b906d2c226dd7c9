#include <map>
#include <tuple>

#include "compiler/base/names.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule duplicate_name;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string> kDuplicateName{
    {"duplicate-name", diag::Severity::Error},
    "another {} is called `{}` too; names must differ, and case does not count"};

/// Templates of ARM deploy one or the other object of a name, or work the name out.
bool has_certain_name(const Object& object) {
  return !object.deployed || (object.deployed->name_known && !object.deployed->conditional);
}

void check_objects(const Program& program, diag::Sink& sink) {
  std::map<std::tuple<std::size_t, ObjectKind, std::string>, const Object*> first;
  for (const Object& object : program.workspace->objects) {
    if (object.kind == ObjectKind::Other) continue;
    // A template names its factory in every piece.
    if (object.kind == ObjectKind::Factory && object.deployed) continue;
    if (!has_certain_name(object)) continue;
    const auto key = std::make_tuple(object.factory, object.kind, fold_case(object.name));
    const auto [known, fresh] = first.emplace(key, &object);
    if (fresh) continue;
    const auto place = [&](const Object& named) {
      return program.workspace->document_of(named).place(named.name_node.valid() ? named.name_node
                                                                                 : named.root);
    };
    sink.report(kDuplicateName, place(object), words(object.kind), object.name)
        .related.push_back({place(*known->second), "the first one"});
  }
}

void check_activities(const Program& program, diag::Sink& sink) {
  std::map<std::pair<ObjectId, std::string>, const Activity*> first;
  for (const Activity& activity : program.activities) {
    if (activity.name.empty()) continue;
    const auto [known, fresh] =
        first.emplace(std::make_pair(activity.pipeline, fold_case(activity.name)), &activity);
    if (fresh) continue;
    sink.report(kDuplicateName, program.place(activity.pipeline, activity.name_node), "activity",
                activity.name)
        .related.push_back(
            {program.place(known->second->pipeline, known->second->name_node), "the first one"});
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  check_objects(program, sink);
  check_activities(program, sink);
}

}  // namespace

const Rule duplicate_name = {check_program};

}  // namespace adxc::rules

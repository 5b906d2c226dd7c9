#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/model/decode.h"
#include "compiler/program/copies.h"
#include "compiler/program/gather.h"
#include "compiler/program/program.h"

namespace adxc::program {
namespace {

using document::Document;
using document::NodeId;

/// The runtime every factory has without a definition.
constexpr std::string_view kAutomaticRuntime = "AutoResolveIntegrationRuntime";

/// Bits of plan::Condition by their names.
std::uint8_t condition_bit(std::string_view name) {
  if (equal_fold(name, "Succeeded")) return 1;
  if (equal_fold(name, "Failed")) return 2;
  if (equal_fold(name, "Skipped")) return 4;
  return equal_fold(name, "Completed") ? 8 : 0;
}

class Resolver {
 public:
  Resolver(Program& program, diag::Sink& sink) : program_(program), sink_(sink) {}

  void run() {
    const std::size_t count = program_.workspace->objects.size();
    for (std::size_t i = 0; i < count; ++i) decode(ObjectId{static_cast<std::uint32_t>(i)});
    for (std::size_t i = 0; i < count; ++i) {
      const ObjectId id{static_cast<std::uint32_t>(i)};
      if (is_searched(program_.object(id).kind)) gather(program_, id, sink_);
    }
    for (Link& link : program_.links) look_up(link);
    for (Activity& activity : program_.activities) connect(activity);
  }

 private:
  static bool is_searched(ObjectKind kind) {
    return kind == ObjectKind::LinkedService || kind == ObjectKind::Dataset ||
           kind == ObjectKind::Pipeline || kind == ObjectKind::Trigger ||
           kind == ObjectKind::DataFlow;
  }

  void decode(ObjectId id) {
    const Object& object = program_.object(id);
    const Document& document = program_.document_of(id);
    Program::Entity entity;
    switch (object.kind) {
      case ObjectKind::LinkedService:
        entity.linked_service = &program_.linked_services.emplace_back(
            model::decode<model::LinkedService>(document, object.root, sink_));
        judge(entity.linked_service->type_properties);
        break;
      case ObjectKind::Dataset:
        entity.dataset = &program_.datasets.emplace_back(
            model::decode<model::Dataset>(document, object.root, sink_));
        judge(entity.dataset->type_properties);
        break;
      case ObjectKind::Pipeline:
        entity.pipeline = &program_.pipelines.emplace_back(
            model::decode<model::Pipeline>(document, object.root, sink_));
        if (const auto* list = entity.pipeline->activities.literal()) {
          add_activities(id, {}, entity.pipeline->activities.node, *list);
        }
        break;
      default: break;
    }
    program_.entities.push_back(entity);
  }

  void add_activities(ObjectId pipeline, ActivityId parent, NodeId list,
                      const std::vector<model::Activity>& activities) {
    for (const model::Activity& entity : activities) {
      const ActivityId id{static_cast<std::uint32_t>(program_.activities.size())};
      Activity activity;
      activity.pipeline = pipeline;
      activity.parent = parent;
      activity.list = list;
      activity.node = entity.node;
      activity.name_node = entity.name.written() ? entity.name.node : entity.node;
      activity.name = entity.name.value_or("");
      activity.type = entity.type.value_or("");
      activity.entity = &entity;
      program_.activities.push_back(std::move(activity));
      judge(entity.type_properties);
      for (const auto& nested : entity.nested) {
        add_activities(pipeline, id, nested.node, nested.activities);
      }
    }
  }

  /// Counts a known type for which there is no table.
  template <typename Variant>
  void judge(const model::Property<Variant>& properties) {
    const auto* untabled = model::as<model::UntabledType>(properties);
    if (untabled == nullptr || !untabled->known) return;
    ++program_.not_judged;
    ++program_.types_not_judged[untabled->type];
  }

  /// Names are looked up in the factory of the reference first, then in all others: some
  /// repositories spread one factory over several folders.
  void look_up(Link& link) {
    const std::size_t home = program_.object(link.from).factory;
    ObjectId elsewhere;
    for (std::size_t i = 0; i < program_.workspace->objects.size(); ++i) {
      const Object& object = program_.workspace->objects[i];
      if (object.kind != link.kind || !equal_fold(object.name, link.name)) continue;
      const ObjectId id{static_cast<std::uint32_t>(i)};
      if (object.factory == home) return found(link, id);
      if (!elsewhere.valid()) elsewhere = id;
    }
    if (elsewhere.valid()) return found(link, elsewhere);
    const bool computed = link.name.find('@') != std::string::npos;
    const bool built_in =
        link.kind == ObjectKind::IntegrationRuntime && equal_fold(link.name, kAutomaticRuntime);
    const bool shown = program_.workspace->factories[home].kinds.count(link.kind) > 0;
    if (shown && !computed && !built_in) link.state = Link::State::Dangling;
  }

  static void found(Link& link, ObjectId id) {
    link.state = Link::State::Found;
    link.target = id;
  }

  void connect(Activity& activity) {
    const auto* entries = activity.entity->depends_on.literal();
    if (entries == nullptr) return;
    for (const model::Dependency& entry : *entries) {
      const std::string* name = entry.activity.literal();
      if (name == nullptr) continue;
      Dependency dependency{*name, entry.activity.node, sibling(activity, *name), 0};
      if (const auto* conditions = entry.dependency_conditions.literal()) {
        for (const auto& condition : *conditions) {
          dependency.conditions |= condition_bit(condition.value_or(""));
        }
      }
      activity.dependencies.push_back(std::move(dependency));
    }
  }

  /// The activity of the same list that has the name; invalid if there is none.
  ActivityId sibling(const Activity& of, std::string_view name) const {
    for (std::size_t i = 0; i < program_.activities.size(); ++i) {
      const Activity& other = program_.activities[i];
      if (other.pipeline == of.pipeline && other.list == of.list && equal_fold(other.name, name)) {
        return {static_cast<std::uint32_t>(i)};
      }
    }
    return {};
  }

  Program& program_;
  diag::Sink& sink_;
};

}  // namespace

const Link* Program::link_at(ObjectId owner, NodeId node) const {
  const auto found = link_index.find({object(owner).document, node.value});
  return found == link_index.end() ? nullptr : &links[found->second];
}

const Computed* Program::computed_at(ObjectId owner, NodeId node) const {
  const auto found = computed_index.find({object(owner).document, node.value});
  return found == computed_index.end() ? nullptr : &computed[found->second];
}

const model::LinkedService* Program::linked_service_of(const Link* link) const {
  const bool found = link != nullptr && link->state == Link::State::Found;
  return found ? entities[link->target.value].linked_service : nullptr;
}

const model::Dataset* Program::dataset_of(const Link* link) const {
  const bool found = link != nullptr && link->state == Link::State::Found;
  return found ? entities[link->target.value].dataset : nullptr;
}

std::string address(const Program& program, ObjectId id) {
  const Object& object = program.object(id);
  return std::string(word(object.kind)) + "/" + object.name;
}

std::string address(const Program& program, ActivityId id) {
  const Activity& activity = program.activity(id);
  return address(program, activity.pipeline) + "/activity/" + activity.name;
}

Program resolve(const Workspace& workspace, diag::Sink& sink) {
  Program program;
  program.workspace = &workspace;
  Resolver(program, sink).run();
  program.copies = find_copies(program);
  return program;
}

}  // namespace adxc::program

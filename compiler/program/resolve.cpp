#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/base/parallel.h"
#include "compiler/model/decode.h"
#include "compiler/program/copies.h"
#include "compiler/program/gather.h"
#include "compiler/program/program.h"
#include "made/model/rows.h"

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

/// Objects that are worked on side by side before what comes of them is put in its place.
constexpr std::size_t kAtATime = 256;

/// What the tables make of one object.
struct Decoded {
  std::variant<std::monostate, model::LinkedService, model::Dataset, model::Pipeline> entity;
  std::vector<diag::Diagnostic> findings;
};

class Resolver {
 public:
  Resolver(Program& program, diag::Sink& sink, const model::DecodeOptions& options)
      : program_(program), sink_(sink), options_(options) {}

  void run() {
    program_.entities.reserve(program_.workspace->objects.size());
    for_each_object<Decoded>([&](ObjectId id) { return decoded(id); },
                             [&](ObjectId id, Decoded made) { take(id, std::move(made)); });
    for_each_object<Gathered>([&](ObjectId id) { return gathered(id); },
                              [&](ObjectId id, Gathered made) { take(id, std::move(made)); });
    index_names();
    for (Link& link : program_.links) look_up(link);
    for (Activity& activity : program_.activities) connect(activity);
  }

 private:
  /// Makes something of each object on several threads, and takes it in their order.
  template <typename Made, typename Make, typename Take>
  void for_each_object(const Make& make, const Take& take) {
    const std::size_t count = program_.workspace->objects.size();
    for (std::size_t first = 0; first < count; first += kAtATime) {
      const auto id = [&](std::size_t i) {
        return ObjectId{static_cast<std::uint32_t>(first + i)};
      };
      std::vector<Made> made(std::min(kAtATime, count - first));
      in_parallel(made.size(), [&](std::size_t i) { made[i] = make(id(i)); });
      for (std::size_t i = 0; i < made.size(); ++i) take(id(i), std::move(made[i]));
    }
  }

  static bool is_searched(ObjectKind kind) {
    return kind == ObjectKind::LinkedService || kind == ObjectKind::Dataset ||
           kind == ObjectKind::Pipeline || kind == ObjectKind::Trigger ||
           kind == ObjectKind::DataFlow;
  }

  Decoded decoded(ObjectId id) const {
    const Object& object = program_.object(id);
    const Document& document = program_.document_of(id);
    Decoded made;
    diag::Sink sink;
    switch (object.kind) {
      case ObjectKind::LinkedService:
        made.entity = model::decode<model::LinkedService>(document, object.root, sink, options_);
        break;
      case ObjectKind::Dataset:
        made.entity = model::decode<model::Dataset>(document, object.root, sink, options_);
        break;
      case ObjectKind::Pipeline:
        made.entity = model::decode<model::Pipeline>(document, object.root, sink, options_);
        break;
      default:
        if (const model::Table* table = table_of(object.kind))
          model::check(document, object.root, *table, sink, options_);
    }
    made.findings = sink.take();
    return made;
  }

  void take(ObjectId id, Decoded made) {
    // What is missing may stand behind the place where a text breaks off.
    const bool cut = program_.document_of(id).cut;
    for (diag::Diagnostic& finding : made.findings)
      if (!cut || !finding.rule.absence) sink_.add(std::move(finding));
    program_.entities.emplace_back();
    std::visit([&](auto& entity) { keep(id, std::move(entity)); }, made.entity);
  }

  void keep(ObjectId, std::monostate) {}
  void keep(ObjectId id, model::LinkedService entity) {
    const auto& kept = program_.linked_services.emplace_back(std::move(entity));
    program_.entities[id.value].linked_service = &kept;
    judge(kept.type_properties);
  }
  void keep(ObjectId id, model::Dataset entity) {
    const auto& kept = program_.datasets.emplace_back(std::move(entity));
    program_.entities[id.value].dataset = &kept;
    judge(kept.type_properties);
  }
  void keep(ObjectId id, model::Pipeline entity) {
    const auto& kept = program_.pipelines.emplace_back(std::move(entity));
    program_.entities[id.value].pipeline = &kept;
    if (const auto* list = kept.activities.literal())
      add_activities(id, {}, kept.activities.node, *list);
  }

  Gathered gathered(ObjectId id) const {
    const Object& object = program_.object(id);
    return object.version_one || is_searched(object.kind) ? gather(program_, id) : Gathered{};
  }

  void take(ObjectId id, Gathered made) {
    const std::size_t document = program_.object(id).document;
    Program::Index& index = program_.index;
    for (Link& link : made.links) {
      index.links[Program::Index::node_key(document, link.node)] = program_.links.size();
      program_.links.push_back(std::move(link));
    }
    for (Computed& computed : made.computed) {
      index.computed[Program::Index::node_key(document, computed.node)] = program_.computed.size();
      program_.computed.push_back(std::move(computed));
    }
    std::ranges::copy(made.texts, std::back_inserter(program_.texts));
    for (diag::Diagnostic& mistake : made.mistakes) sink_.add(std::move(mistake));
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
    const auto* plain = model::as<model::PlainObject>(properties);
    if (plain == nullptr || !plain->known || plain->table != nullptr) return;
    ++program_.not_judged;
    ++program_.types_not_judged[std::string(plain->type)];
  }

  void index_names() {
    const std::vector<Object>& objects = program_.workspace->objects;
    Program::Index& index = program_.index;
    for (std::uint32_t i = 0; i < objects.size(); ++i) {
      const Object& object = objects[i];
      const auto among = static_cast<std::size_t>(object.kind);
      index.objects.try_emplace({object.factory, among, object.name}, ObjectId{i});
      const std::size_t anywhere =
          Program::Index::elsewhere(program_.workspace->factories[object.factory].is_template);
      index.objects.try_emplace({anywhere, among, object.name}, ObjectId{i});
    }
    for (std::uint32_t i = 0; i < program_.activities.size(); ++i) {
      const Activity& activity = program_.activities[i];
      index.activities.try_emplace({activity.pipeline.value, activity.list.value, activity.name},
                                   ActivityId{i});
    }
  }

  void look_up(Link& link) {
    const std::size_t home = program_.object(link.from).factory;
    const ObjectId target = program_.find_object(link.kind, link.name, home);
    if (target.valid()) return found(link, target);
    const bool computed = link.name.find('@') != std::string::npos;
    const bool built_in =
        link.kind == ObjectKind::IntegrationRuntime && equal_fold(link.name, kAutomaticRuntime);
    const bool shown = program_.workspace->factories[home].shows(link.kind);
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
      Dependency dependency{*name, entry.activity.node,
                            program_.find_activity(activity.pipeline, activity.list, *name), 0};
      if (const auto* conditions = entry.dependency_conditions.literal()) {
        for (const auto& condition : *conditions) {
          dependency.conditions |= condition_bit(condition.value_or(""));
        }
      }
      activity.dependencies.push_back(std::move(dependency));
    }
  }

  Program& program_;
  diag::Sink& sink_;
  model::DecodeOptions options_;
};

}  // namespace

const model::Table* table_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::LinkedService: return &model::rows::kLinkedService;
    case ObjectKind::Dataset: return &model::rows::kDataset;
    case ObjectKind::Pipeline: return &model::rows::kPipeline;
    case ObjectKind::Trigger: return &model::rows::kTrigger;
    case ObjectKind::IntegrationRuntime: return &model::rows::kIntegrationRuntime;
    case ObjectKind::Credential: return &model::rows::kCredential;
    case ObjectKind::DataFlow: return &model::rows::kDataFlow;
    case ObjectKind::Factory: return &model::rows::kFactory;
    case ObjectKind::ManagedVirtualNetwork: return &model::rows::kManagedVirtualNetwork;
    case ObjectKind::ManagedPrivateEndpoint: return &model::rows::kManagedPrivateEndpoint;
    case ObjectKind::ChangeDataCapture: return &model::rows::kChangeDataCapture;
    case ObjectKind::Other: return nullptr;
  }
  return nullptr;
}

const Link* Program::link_at(ObjectId owner, NodeId node) const {
  const auto found = index.links.find(Index::node_key(object(owner).document, node));
  return found == index.links.end() ? nullptr : &links[found->second];
}

const Computed* Program::computed_at(ObjectId owner, NodeId node) const {
  const auto found = index.computed.find(Index::node_key(object(owner).document, node));
  return found == index.computed.end() ? nullptr : &computed[found->second];
}

ObjectId Program::find_object(ObjectKind kind, std::string_view name, std::size_t home) const {
  const auto among = static_cast<std::size_t>(kind);
  auto found = index.objects.find({home, among, name});
  const std::size_t anywhere = Index::elsewhere(workspace->factories[home].is_template);
  if (found == index.objects.end()) found = index.objects.find({anywhere, among, name});
  return found == index.objects.end() ? ObjectId{} : found->second;
}

ActivityId Program::find_activity(ObjectId pipeline, NodeId list, std::string_view name) const {
  const auto found = index.activities.find({pipeline.value, list.value, name});
  return found == index.activities.end() ? ActivityId{} : found->second;
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

Program resolve(const Workspace& workspace, diag::Sink& sink, const model::DecodeOptions& options) {
  Program program;
  program.workspace = &workspace;
  Resolver(program, sink, options).run();
  program.copies = find_copies(program);
  return program;
}

}  // namespace adxc::program

// The program that the definitions make together: typed entities, names resolved, expressions
// parsed. Nothing in it is a string that still has to be looked up. It points into the workspace,
// which must outlive it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/expr/tree.h"
#include "compiler/model/decode.h"
#include "compiler/program/pairs.h"
#include "compiler/program/workspace.h"
#include "made/model/structs.h"

namespace adxc::program {

using ObjectId = Id<Object>;  // index in Workspace::objects
struct Activity;
using ActivityId = Id<Activity>;  // index in Program::activities

/// A reference to an object of the factory.
struct Link {
  enum class State : std::uint8_t {
    Found,
    Dangling,  // the factory shows its objects of that kind, and this is none of them
    Unknown,   // objects of that kind were not given to adxc, or the name is computed
  };
  ObjectId from;
  ActivityId activity;  // that holds it; invalid outside of activities
  ObjectKind kind = ObjectKind::Other;
  std::string name;
  document::NodeId node;       // the object with referenceName
  document::NodeId name_node;  // of referenceName's value
  State state = State::Unknown;
  ObjectId target;  // valid when found
};

/// A text that is worked out when the pipeline runs.
struct Computed {
  ObjectId object;
  ActivityId activity;    // that holds it; invalid outside of activities
  document::NodeId node;  // the scalar with the text
  expr::Tree tree;
};

/// A text that somebody may read: of a property, of an argument, of an element of a list.
struct Text {
  ObjectId object;
  ActivityId activity;  // that holds it; invalid outside of activities
  document::NodeId node;
};

/// `activity` of a dependsOn entry.
struct Dependency {
  std::string name;
  document::NodeId node;  // of the name
  ActivityId on;          // invalid when no activity of the same list has the name
  std::uint8_t conditions =
      0;  // bits of plan::Condition: 1 succeeded, 2 failed, 4 skipped, 8 completed
};

/// One activity, at whatever depth.
struct Activity {
  ObjectId pipeline;
  ActivityId parent;      // the loop or condition around it; invalid at the top
  document::NodeId list;  // the array it stands in
  document::NodeId node;
  document::NodeId name_node;  // of the name; of the activity when it has none
  std::string name;
  std::string type;  // canonical when known
  const model::Activity* entity = nullptr;
  std::vector<Dependency> dependencies;
};

/// The source or the sink of a copy.
struct CopyEnd {
  document::NodeId node;  // the object; invalid when there is none
  std::string_view type;  // as written; "" when there is none
  Shape shape = Shape::Unknown;
  const Link* link = nullptr;               // to its dataset; null when there is none
  const model::Dataset* dataset = nullptr;  // null unless it was found
};

struct Copy {
  const Activity* activity = nullptr;
  ActivityId id;
  const document::Document* document = nullptr;
  document::NodeId properties;  // typeProperties; always valid
  CopyEnd source;
  CopyEnd sink;
  document::NodeId translator;  // an object of type TabularTranslator or none; else invalid
};

struct Program {
  const Workspace* workspace = nullptr;
  std::deque<model::LinkedService> linked_services;
  std::deque<model::Dataset> datasets;
  std::deque<model::Pipeline> pipelines;
  /// One for each object of the workspace: its entity in one of the three above, or all null.
  struct Entity {
    const model::LinkedService* linked_service = nullptr;
    const model::Dataset* dataset = nullptr;
    const model::Pipeline* pipeline = nullptr;
  };
  std::vector<Entity> entities;
  std::deque<Activity> activities;  // parents before their children
  std::vector<Copy> copies;         // in the order of activities
  std::deque<Link> links;           // in the order of the source
  std::deque<Computed> computed;    // in the order of the source
  std::deque<Text> texts;           // expressions included, in the order of the source
  std::size_t not_judged = 0;       // objects and activities whose type has no table
  std::map<std::string, std::size_t> types_not_judged;  // type and how often

  const Object& object(ObjectId id) const { return workspace->objects[id.value]; }
  const document::Document& document_of(ObjectId id) const {
    return workspace->document_of(object(id));
  }
  const Activity& activity(ActivityId id) const { return activities[id.value]; }
  diag::Place place(ObjectId id, document::NodeId node) const {
    return document_of(id).place(node);
  }

  /// The link whose object is `node` of a document that `owner` stands in, or null.
  const Link* link_at(ObjectId owner, document::NodeId node) const;
  /// The expression whose text is `node`, or null.
  const Computed* computed_at(ObjectId owner, document::NodeId node) const;
  /// The linked service or dataset a reference leads to, or null.
  const model::LinkedService* linked_service_of(const Link* link) const;
  const model::Dataset* dataset_of(const Link* link) const;

  /// What a reference from the factory `home` means: an object of that factory, else of another,
  /// because some repositories spread one factory over several folders. Invalid when there is none.
  ObjectId find_object(ObjectKind kind, std::string_view name, std::size_t home) const;
  /// The first activity of the pipeline's list with the name; invalid when there is none.
  ActivityId find_activity(ObjectId pipeline, document::NodeId list, std::string_view name) const;

  /// What the searches above look into.
  struct Index {
    /// A name among those that may not be the same but for case.
    struct Name {
      std::size_t scope;  // a factory or a pipeline
      std::size_t among;  // a kind or a list
      std::string_view name;
      friend bool operator==(const Name& a, const Name& b) {
        return a.scope == b.scope && a.among == b.among && equal_fold(a.name, b.name);
      }
    };
    struct NameHash {
      std::size_t operator()(const Name& key) const {
        return (hash_fold(key.name) * 31 + key.scope) * 31 + key.among;
      }
    };
    template <typename Id>
    using FirstNamed = std::unordered_map<Name, Id, NameHash>;
    /// The scope of all Git folders, or of all published templates. A template is a copy of a Git
    /// folder; neither makes up for what the other lacks.
    static std::size_t elsewhere(bool is_template) {
      return std::string::npos - (is_template ? 1 : 0);
    }
    /// Document and node.
    using NodeKey = std::uint64_t;
    static NodeKey node_key(std::size_t document, document::NodeId node) {
      return std::uint64_t{document} << 32U | node.value;
    }
    FirstNamed<ObjectId> objects;
    FirstNamed<ActivityId> activities;
    std::unordered_map<NodeKey, std::size_t> links;
    std::unordered_map<NodeKey, std::size_t> computed;
  };
  Index index;
};

/// The property table of a kind of object; null for kinds that adxc knows by name only.
const model::Table* table_of(ObjectKind kind);

/// "pipeline/Nightly", "pipeline/Nightly/activity/CopyOrders": the one name of a thing.
std::string address(const Program& program, ObjectId id);
std::string address(const Program& program, ActivityId id);

/// Makes sense of a workspace: decodes every object, parses every expression, resolves every name.
/// Reports what the property tables and the expression language refuse; what names mean together is
/// judged by compiler/rules.
Program resolve(const Workspace& workspace, diag::Sink& sink,
                const model::DecodeOptions& options = {});

}  // namespace adxc::program

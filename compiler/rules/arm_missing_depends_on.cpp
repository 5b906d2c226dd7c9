#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compiler/base/names.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule arm_missing_depends_on;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string, std::string_view, std::string> kMissing{
    {"arm-missing-depends-on", diag::Severity::Warning},
    "the template deploys the {} `{}` too, but `dependsOn` of {} `{}` does not lead to it"};

/// What goes out together, by the words that dependsOn has for it.
class Deployments {
 public:
  explicit Deployments(const Workspace& workspace) : objects_(workspace.objects) {
    for (std::uint32_t i = 0; i < objects_.size(); ++i) {
      const Object& object = objects_[i];
      if (!object.deployed || !object.deployed->name_known) continue;
      const std::string name = fold_case(object.name);
      labels_.emplace(key(object, std::string(word(object.kind)) + "/" + name), i);
      labels_.emplace(key(object, "name/" + name), i);
    }
  }

  bool together(ObjectId a, ObjectId b) const {
    const Object& one = objects_[a.value];
    const Object& other = objects_[b.value];
    return a != b && one.deployed && other.deployed && one.document == other.document &&
           one.deployed->deployment == other.deployed->deployment;
  }

  /// True if `from` is certain to wait for `to`, or if nobody can tell. Published templates name
  /// everything themselves; only where one does not is the way followed on.
  bool waits(ObjectId from, ObjectId to) {
    if (names(objects_[from.value], to)) return true;
    const auto known = reached_.find(from.value);
    const Reached& reached = known != reached_.end() ? known->second : follow(from.value);
    return reached.unknown || reached.objects.count(to.value) > 0;
  }

 private:
  using Key = std::tuple<std::size_t, std::uint32_t, std::string>;
  struct Reached {
    std::set<std::uint32_t> objects;
    bool unknown = false;
  };

  static Key key(const Object& object, const std::string& label) {
    return {object.document, object.deployed->deployment, label};
  }

  bool names(const Object& object, ObjectId target) const {
    const Object& wanted = objects_[target.value];
    const std::string label = std::string(word(wanted.kind)) + "/" + fold_case(wanted.name);
    const std::vector<std::string>& after = object.deployed->after;
    return std::find(after.begin(), after.end(), label) != after.end();
  }

  const Reached& follow(std::uint32_t from) {
    Reached& reached = reached_[from];
    std::vector<std::uint32_t> open = {from};
    while (!open.empty()) {
      const Object& object = objects_[open.back()];
      open.pop_back();
      reached.unknown = reached.unknown || object.deployed->after_unknown;
      for (const std::string& label : object.deployed->after) {
        const auto [begin, end] = labels_.equal_range(key(object, label));
        for (auto named = begin; named != end; ++named) {
          if (reached.objects.insert(named->second).second) open.push_back(named->second);
        }
      }
    }
    return reached;
  }

  const std::vector<Object>& objects_;
  std::multimap<Key, std::uint32_t> labels_;
  std::map<std::uint32_t, Reached> reached_;
};

void check_program(const Program& program, diag::Sink& sink) {
  Deployments deployments(*program.workspace);
  std::set<std::pair<ObjectId, ObjectId>> told;
  for (const Link& link : program.links) {
    if (link.state != Link::State::Found || !deployments.together(link.from, link.target)) continue;
    if (deployments.waits(link.from, link.target)) continue;
    if (!told.emplace(link.from, link.target).second) continue;
    const Object& from = program.object(link.from);
    const Object& target = program.object(link.target);
    sink.report(kMissing, program.place(link.from, link.name_node), words(target.kind), target.name,
                words(from.kind), from.name);
  }
}

}  // namespace

const Rule arm_missing_depends_on = {check_program};

}  // namespace adxc::rules

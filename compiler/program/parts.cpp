#include "compiler/program/parts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "compiler/base/names.h"
#include "compiler/program/arm_parameters.h"
#include "compiler/program/kinds.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using document::Document;
using document::NodeId;

/// Files that are read at a time while we look around.
constexpr std::size_t kAtATime = 64;
/// Parts with fewer files are judged together: reading in parallel pays only for many.
constexpr std::size_t kSmallPart = 200;

/// A name that somebody refers to, or that something has.
struct Name {
  ObjectKind kind;
  std::string name;  // case folded
  auto operator<=>(const Name&) const = default;
};

/// Joins things that belong together.
class Joined {
 public:
  explicit Joined(std::size_t count) : above_(count) {
    std::iota(above_.begin(), above_.end(), std::size_t{0});
  }
  std::size_t group(std::size_t i) {
    while (above_[i] != i) i = above_[i] = above_[above_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { above_[group(a)] = group(b); }

 private:
  std::vector<std::size_t> above_;
};

/// What is seen of factories when their files are read once and let go again.
class Survey {
 public:
  /// Remembers names and references of files that were just read, the first of which is file
  /// number `first`.
  void look_at(const Workspace& workspace, std::size_t first) {
    factory_of_file_.resize(first + workspace.documents.size(), kNone);
    for (std::size_t i = 0; i < workspace.documents.size(); ++i) {
      const Document& document = workspace.documents[i];
      if (is_arm_parameters(document)) parameters_[first + i] = template_key(document.file->path);
    }
    std::size_t seen = workspace.documents.size();
    for (const Object& object : workspace.objects) {
      const Factory& factory = workspace.factories[object.factory];
      const std::size_t id = factory_named(factory.folder, factory.is_template);
      factory_of_file_[first + object.document] = id;
      if (factory.is_template)
        templates_[template_key(workspace.document_of(object).file->path)] = id;
      const Name name{object.kind, fold_case(object.name)};
      in_factory_.emplace(id, name);
      in_all_[is_template_[id]].try_emplace(name, id);
      // Two factories of one name are compared.
      if (object.kind == ObjectKind::Factory) wanted_.emplace(id, name);
      // Objects of a document follow each other, and all are of one factory.
      if (std::exchange(seen, object.document) != object.document)
        find_references(workspace.document_of(object), id);
    }
  }

  /// A number for each file; files with the same number belong together.
  std::vector<std::size_t> groups() {
    Joined joined(is_template_.size() + 1);
    for (const auto& [factory, name] : wanted_) {
      const bool own = name.kind != ObjectKind::Factory && in_factory_.contains({factory, name});
      const auto& all = in_all_[is_template_[factory]];
      const auto other = own ? all.end() : all.find(name);
      if (other != all.end()) joined.join(factory, other->second);
    }
    for (const auto& [file, key] : parameters_) {
      const auto wanted = templates_.find(key);
      if (wanted != templates_.end()) factory_of_file_[file] = wanted->second;
    }
    std::vector<std::size_t> groups;
    const std::size_t none = is_template_.size();
    for (const std::size_t factory : factory_of_file_)
      groups.push_back(joined.group(factory == kNone ? none : factory));
    return groups;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::size_t factory_named(const std::string& folder, bool is_template) {
    const auto [found, fresh] = factories_.try_emplace({folder, is_template}, is_template_.size());
    if (fresh) is_template_.push_back(is_template);
    return found->second;
  }

  void find_references(const Document& document, std::size_t factory) {
    for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
      const document::Node node = document.nodes[i];
      if (!equal_fold(node.key, "referenceName")) continue;
      const auto kind = referenced_kind(text_at(document, node.parent, "type"));
      if (kind) wanted_.emplace(factory, Name{*kind, fold_case(node.text)});
    }
  }

  std::map<std::pair<std::string, bool>, std::size_t> factories_;
  std::map<std::string, std::size_t> templates_;   // factories by template_key()
  std::map<std::size_t, std::string> parameters_;  // files that give values to a template
  std::vector<bool> is_template_;
  std::vector<std::size_t> factory_of_file_;
  std::set<std::pair<std::size_t, Name>> in_factory_;
  std::map<Name, std::size_t> in_all_[2];  // of Git folders, of templates: the first that has it
  std::set<std::pair<std::size_t, Name>> wanted_;
};

/// By the names of folders alone; only files outside of a factory's folders could tell otherwise.
bool is_one_factory(const std::vector<FoundFile>& files) {
  std::set<std::string> above;
  for (const FoundFile& file : files) {
    const std::filesystem::path shown(file.shown);
    const bool known = kind_named(shown.parent_path().filename().string()).has_value();
    if (known) above.insert(shown.parent_path().parent_path().generic_string());
    if (above.size() > 1) return false;
  }
  return true;
}

std::vector<std::vector<FoundFile>> in_parts(std::vector<FoundFile> files,
                                             const std::vector<std::size_t>& groups) {
  std::map<std::size_t, std::vector<FoundFile>> by_group;
  for (std::size_t i = 0; i < files.size(); ++i) by_group[groups[i]].push_back(std::move(files[i]));
  std::vector<std::vector<FoundFile>> parts;
  for (auto& [group, members] : by_group) {
    const bool joins = !parts.empty() && parts.back().size() + members.size() <= kSmallPart;
    if (!joins) parts.emplace_back();
    std::move(members.begin(), members.end(), std::back_inserter(parts.back()));
  }
  // The largest first: it needs the most room, and finds none in pieces.
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return parts;
}

}  // namespace

Result<std::vector<std::vector<FoundFile>>> parts_of(std::vector<FoundFile> files,
                                                     const document::Limits& limits) {
  if (is_one_factory(files)) return std::vector<std::vector<FoundFile>>{std::move(files)};
  Survey survey;
  for (std::size_t first = 0; first < files.size(); first += kAtATime) {
    const auto begin = files.begin() + static_cast<std::ptrdiff_t>(first);
    const std::size_t count = std::min(kAtATime, files.size() - first);
    Workspace workspace;
    workspace.limits = limits;
    diag::Sink unheard;
    const std::vector<FoundFile> some(begin, begin + static_cast<std::ptrdiff_t>(count));
    ADXC_TRY(read_files(workspace, some, unheard));
    survey.look_at(workspace, first);
  }
  return in_parts(std::move(files), survey.groups());
}

}  // namespace adxc::program

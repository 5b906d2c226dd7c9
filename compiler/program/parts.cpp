#include "compiler/program/parts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "compiler/base/names.h"
#include "compiler/base/parallel.h"
#include "compiler/program/arm_parameters.h"
#include "compiler/program/kinds.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

using document::Document;
using document::NodeId;

/// Files that are looked at before what was seen of them is put together.
constexpr std::size_t kAtATime = 256;
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

/// What is seen of one file before it is let go again.
struct Seen {
  bool in_factory = false;
  std::string folder;  // of the factory
  bool is_template = false;
  std::vector<Name> names;
  std::vector<Name> wanted;
  std::map<std::string, GivenParameters> given;  // by a parameter file, see Workspace::given
  std::size_t bytes = 0;
  std::optional<Error> trouble = {};
};

void find_references(const Document& document, std::vector<Name>& wanted) {
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    if (!equal_fold(document.nodes.key(i), "referenceName")) continue;
    const document::Node node = document.nodes[i];
    const auto kind = referenced_kind(text_at(document, node.parent, "type"));
    if (kind) wanted.push_back({*kind, fold_case(node.text)});
  }
}

/// Reads a file alone. Of a template it matters what is given to it: names may come from there.
Seen look_at(const FoundFile& file, const document::Limits& limits, const GivenParameters* given) {
  Seen seen;
  Workspace workspace;
  workspace.limits = limits;
  if (given != nullptr) workspace.given[template_key(file.shown)] = *given;
  diag::Sink unheard;
  const Result<void> read = read_files(workspace, {file}, unheard);
  if (!read) {
    seen.trouble = read.error();
    return seen;
  }
  const Document& document = workspace.documents.front();
  seen.bytes = document.file->text.size();
  if (given == nullptr) seen.given = std::move(workspace.given);
  // A file belongs to one factory; the template that puts pieces together may hold no object.
  if (workspace.factories.empty()) return seen;
  const Factory& factory = workspace.factories.front();
  seen.in_factory = true;
  seen.folder = factory.folder;
  seen.is_template = factory.is_template;
  for (const Object& object : workspace.objects)
    seen.names.push_back({object.kind, fold_case(object.name)});
  find_references(document, seen.wanted);
  return seen;
}

/// What is seen of factories when their files are looked at one by one.
class Survey {
 public:
  /// The file that follows those before.
  void add(const FoundFile& file, Seen seen) {
    const std::size_t id = seen.in_factory ? factory_named(seen.folder, seen.is_template) : kNone;
    const std::size_t number = files_.size();
    files_.push_back({id, seen.bytes});
    for (auto& [key, given] : seen.given) {
      givers_[number] = key;
      given_[key] = std::move(given);
    }
    if (seen.is_template) templates_[template_key(file.shown)] = number;
    if (id != kNone) add_names(id, std::move(seen));
  }

  /// What else a file that was added shows when it is looked at with its parameters.
  void add_again(std::size_t file, Seen seen) {
    if (!seen.in_factory) return;
    files_[file].factory = factory_named(seen.folder, seen.is_template);
    add_names(files_[file].factory, std::move(seen));
  }

  /// Templates whose parameters are given by another file, and what that gives.
  std::map<std::size_t, const GivenParameters*> given() const {
    std::map<std::size_t, const GivenParameters*> given;
    for (const auto& [key, parameters] : given_) {
      const auto found = templates_.find(key);
      if (found != templates_.end()) given[found->second] = &parameters;
    }
    return given;
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
    for (const auto& [file, key] : givers_) {
      const auto wanted = templates_.find(key);
      if (wanted != templates_.end()) files_[file].factory = files_[wanted->second].factory;
    }
    std::vector<std::size_t> groups;
    const std::size_t none = is_template_.size();
    for (const File& file : files_)
      groups.push_back(joined.group(file.factory == kNone ? none : file.factory));
    return groups;
  }

  std::size_t bytes(std::size_t file) const { return files_[file].bytes; }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  struct File {
    std::size_t factory;
    std::size_t bytes;
  };

  std::size_t factory_named(const std::string& folder, bool is_template) {
    const auto [found, fresh] = factories_.try_emplace({folder, is_template}, is_template_.size());
    if (fresh) is_template_.push_back(is_template);
    return found->second;
  }

  void add_names(std::size_t factory, Seen seen) {
    for (const Name& name : seen.names) {
      in_factory_.emplace(factory, name);
      in_all_[is_template_[factory]].try_emplace(name, factory);
      // Two factories of one name are compared.
      if (name.kind == ObjectKind::Factory) wanted_.emplace(factory, name);
    }
    for (Name& name : seen.wanted) wanted_.emplace(factory, std::move(name));
  }

  std::vector<File> files_;
  std::map<std::pair<std::string, bool>, std::size_t> factories_;
  std::map<std::string, std::size_t> templates_;  // files by template_key()
  std::map<std::size_t, std::string> givers_;     // parameter files, with their template's key
  std::map<std::string, GivenParameters> given_;  // by that key
  std::vector<bool> is_template_;
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

std::vector<Part> in_parts(std::vector<FoundFile> files, Survey& survey) {
  const std::vector<std::size_t> groups = survey.groups();
  std::map<std::size_t, Part> by_group;
  for (std::size_t i = 0; i < files.size(); ++i) {
    Part& part = by_group[groups[i]];
    part.files.push_back(std::move(files[i]));
    part.bytes += survey.bytes(i);
  }
  std::vector<Part> parts;
  for (auto& [group, members] : by_group) {
    std::vector<FoundFile>& its = members.files;
    const bool joins = !parts.empty() && parts.back().files.size() + its.size() <= kSmallPart;
    if (!joins) parts.emplace_back();
    std::move(its.begin(), its.end(), std::back_inserter(parts.back().files));
    parts.back().bytes += members.bytes;
  }
  // The largest first: it needs the most room, and finds none in pieces.
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.bytes > b.bytes; });
  return parts;
}

/// Looks at so many files from `first` on, and adds them to the survey.
Result<void> look_at_some(const std::vector<FoundFile>& files, std::size_t first, std::size_t count,
                          const document::Limits& limits, Survey& survey) {
  std::vector<Seen> seen(count);
  in_parallel(count, [&](std::size_t i) { seen[i] = look_at(files[first + i], limits, nullptr); });
  for (std::size_t i = 0; i < count; ++i) {
    if (seen[i].trouble) return tl::unexpected(*std::move(seen[i].trouble));
    survey.add(files[first + i], std::move(seen[i]));
  }
  return {};
}

}  // namespace

Result<std::vector<Part>> parts_of(std::vector<FoundFile> files, const document::Limits& limits) {
  std::vector<Part> parts;
  if (is_one_factory(files)) {
    parts.push_back({std::move(files), 0});
    return parts;
  }
  Survey survey;
  for (std::size_t first = 0; first < files.size(); first += kAtATime) {
    const std::size_t count = std::min(kAtATime, files.size() - first);
    ADXC_TRY(look_at_some(files, first, count, limits, survey));
  }
  for (const auto& [file, given] : survey.given())
    survey.add_again(file, look_at(files[file], limits, given));
  return in_parts(std::move(files), survey);
}

}  // namespace adxc::program

#include "compiler/policy/changes.h"

#include <map>

#include "compiler/base/names.h"

namespace adxc::policy {
namespace {

namespace fs = std::filesystem;
using program::Link;
using program::ObjectId;
using program::ObjectKind;

/// Kind and folded name of an object, as its file's path has them.
using Gone = std::set<std::pair<std::string, std::string>>;

Gone gone_objects(const std::set<std::string>& files) {
  Gone gone;
  std::error_code trouble;
  for (const std::string& file : files) {
    const fs::path path(file);
    if (!fs::exists(path, trouble))
      gone.emplace(fold_case(path.parent_path().filename().string()),
                   fold_case(path.stem().string()));
  }
  return gone;
}

}  // namespace

std::vector<bool> affected_objects(const program::Program& program,
                                   const std::vector<std::string>& paths,
                                   const std::set<std::string>& files) {
  const auto& objects = program.workspace->objects;
  std::vector<bool> affected(objects.size());
  std::vector<std::size_t> todo;
  const auto add = [&](std::size_t object) {
    if (!affected[object]) todo.push_back(object);
    affected[object] = true;
  };
  for (std::size_t i = 0; i < objects.size(); ++i)
    if (files.contains(paths[objects[i].document])) add(i);
  const Gone gone = gone_objects(files);
  std::map<std::uint32_t, std::vector<std::uint32_t>> users;
  for (const Link& link : program.links) {
    if (link.state == Link::State::Found) users[link.target.value].push_back(link.from.value);
    const bool lost = link.state != Link::State::Found &&
                      gone.contains({fold_case(program::word(link.kind)), fold_case(link.name)});
    if (lost) add(link.from.value);
  }
  while (!todo.empty()) {
    const auto object = static_cast<std::uint32_t>(todo.back());
    todo.pop_back();
    for (const std::uint32_t user : users[object]) add(user);
  }
  return affected;
}

}  // namespace adxc::policy

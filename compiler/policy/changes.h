// Which files git says have changed, and which objects of a factory that concerns.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "compiler/base/error.h"
#include "compiler/program/program.h"

namespace adxc::policy {

/// Files, absolute, that differ from where `revision` and HEAD parted: committed, in the working
/// folder or not yet known to git; files that are gone as well. Errors: NotFound outside of a
/// working tree of git and for a revision that does not exist.
Result<std::set<std::string>> changed_files(const std::filesystem::path& folder,
                                            const std::string& revision);

/// By position in Workspace::objects: true for an object in one of `files`, for one that refers to
/// such an object, however many references away, and for one that refers to a file that is gone.
/// `paths` has the absolute path of every document.
std::vector<bool> affected_objects(const program::Program& program,
                                   const std::vector<std::string>& paths,
                                   const std::set<std::string>& files);

}  // namespace adxc::policy

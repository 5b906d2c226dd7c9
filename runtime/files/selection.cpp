#include "runtime/files/selection.h"

#include <array>

#include <fmt/format.h>

#include "compiler/base/ticks.h"
#include "runtime/encoding/csv.h"
#include "runtime/files/paths.h"

namespace adxc::files {
namespace {

Result<std::optional<std::int64_t>> time_of(const plan::Settings& source, std::string_view name) {
  const std::string text = plan::text(source, name);
  if (text.empty()) return std::nullopt;
  const auto ticks = parse_datetime(text);
  if (ticks) return ticks;
  return fail(ErrorKind::Refused,
              fmt::format("`{}` is `{}`, which is no time; wanted one such as 2020-01-02T03:04:05Z",
                          name, text));
}

std::optional<std::string> given(const plan::Settings& source, std::string_view name) {
  const std::string text = plan::text(source, name);
  if (text.empty()) return std::nullopt;
  return text;
}

bool in_time(const Selection& selection, const sys::FileInfo& info) {
  return (!selection.modified_from || info.modified >= *selection.modified_from) &&
         (!selection.modified_until || info.modified < *selection.modified_until);
}

/// The path relative to the root. list() gives paths that begin with what it was asked for.
std::string relative(const std::string& root, const std::string& path) {
  std::string rest = path.substr(root.size());
  if (rest.starts_with('/')) rest.erase(0, 1);
  return rest;
}

/// The folders that match a pattern of folders part by part; the pattern is clean.
Result<std::vector<std::string>> matching_folders(sys::Files& files, const std::string& root,
                                                  const std::string& pattern) {
  std::vector<std::string> found = {""};
  std::string rest = pattern;
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string part = rest.substr(0, slash);
    rest.erase(0, slash == rest.npos ? rest.size() : slash + 1);
    std::vector<std::string> next;
    for (const std::string& folder : found) {
      ADXC_LET(entries, files.list(joined(root, folder), false));
      for (const sys::FileInfo& entry : entries) {
        const std::string path = relative(root, entry.path);
        if (entry.directory && matches(part, path.substr(path.rfind('/') + 1)))
          next.push_back(path);
      }
    }
    found = std::move(next);
  }
  return found;
}

tl::unexpected<Error> nothing_found(const std::string& folder, const std::string& pattern) {
  const std::string where =
      folder.empty() ? "the folder of the linked service" : "`" + folder + "`";
  return fail(ErrorKind::NotFound, pattern == "*"
                                       ? fmt::format("{} holds no file", where)
                                       : fmt::format("no file in {} matches `{}`", where, pattern));
}

Result<std::vector<std::string>> one_file(sys::Files& files, const std::string& root,
                                          const Selection& selection) {
  ADXC_LET(path, clean_path(joined(selection.folder, selection.file)));
  ADXC_LET(info, files.info(joined(root, path)));
  if (info.directory) {
    return fail(ErrorKind::NotFound, fmt::format("`{}` is a folder, not a file", path));
  }
  if (!in_time(selection, info)) return std::vector<std::string>();
  return std::vector<std::string>{path};
}

Result<std::vector<std::string>> files_in_folders(sys::Files& files, const std::string& root,
                                                  const Selection& selection) {
  const std::string named = selection.wildcard_folder.value_or(selection.folder);
  ADXC_LET(folder, clean_path(named));
  const bool pattern = selection.wildcard_folder && has_wildcard(folder);
  std::vector<std::string> folders = {folder};
  if (pattern) {
    ADXC_LET(matching, matching_folders(files, root, folder));
    folders = std::move(matching);
  }
  const std::string wanted = selection.wildcard_file.value_or("*");
  std::vector<std::string> found;
  bool any = false;
  for (const std::string& one : folders) {
    ADXC_LET(entries, files.list(joined(root, one), selection.recursive));
    for (const sys::FileInfo& entry : entries) {
      const std::string path = relative(root, entry.path);
      if (entry.directory || !matches(wanted, path.substr(path.rfind('/') + 1))) continue;
      any = true;
      if (in_time(selection, entry)) found.push_back(path);
    }
  }
  if (!any) return nothing_found(folder, wanted);
  return found;
}

/// One relative path a line; the list is read as text with one column.
Result<std::vector<std::string>> listed_files(sys::Files& files, const std::string& root,
                                              const Selection& selection) {
  ADXC_LET(list, clean_path(selection.list));
  ADXC_LET(bytes, files.open(joined(root, list)));
  encoding::CsvReader lines(std::move(bytes), list, {'\n', '\0', '\0', ""});
  std::vector<std::string> found;
  while (true) {
    ADXC_LET(more, lines.next());
    if (!more) return found;
    if (lines.blank()) continue;
    ADXC_LET(path, clean_path(joined(selection.folder, lines.field(0).text)));
    ADXC_LET(info, files.info(joined(root, path)));
    if (in_time(selection, info)) found.push_back(path);
  }
}

}  // namespace

Result<Selection> selection_of(const plan::Settings& dataset, const plan::Settings& source) {
  Selection selection;
  selection.folder = plan::text(dataset, "location.folderPath");
  selection.file = plan::text(dataset, "location.fileName");
  selection.wildcard_folder = given(source, "storeSettings.wildcardFolderPath");
  selection.wildcard_file = given(source, "storeSettings.wildcardFileName");
  selection.list = plan::text(source, "storeSettings.fileListPath");
  selection.recursive = plan::flag(source, "storeSettings.recursive", true);
  ADXC_LET(from, time_of(source, "storeSettings.modifiedDatetimeStart"));
  ADXC_LET(until, time_of(source, "storeSettings.modifiedDatetimeEnd"));
  selection.modified_from = from;
  selection.modified_until = until;
  return selection;
}

Result<std::vector<std::string>> select(sys::Files& files, const std::string& root,
                                        const Selection& selection) {
  if (!selection.list.empty()) return listed_files(files, root, selection);
  const bool wildcards = selection.wildcard_folder || selection.wildcard_file;
  if (!wildcards && !selection.file.empty()) return one_file(files, root, selection);
  return files_in_folders(files, root, selection);
}

}  // namespace adxc::files

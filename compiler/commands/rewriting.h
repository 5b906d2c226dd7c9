// What convert and fmt have in common: finding the definitions that are to be written anew, and
// saying what is wrong with them.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "compiler/commands/definitions.h"
#include "compiler/text/source_file.h"

namespace adxc::commands {

/// Whether the file may be written anew: it holds definitions, and no template of ARM made them.
inline std::vector<const text::SourceFile*> definition_files(const program::Workspace& workspace) {
  std::set<std::size_t> documents;
  for (const program::Object& object : workspace.objects) {
    if (!object.deployed) documents.insert(object.document);
  }
  std::vector<const text::SourceFile*> files;
  for (const std::size_t index : documents) files.push_back(workspace.documents[index].file);
  return files;
}

/// Where a file lies whose findings are named relative to the one folder that was asked for.
inline std::filesystem::path disk_path(const std::vector<std::filesystem::path>& asked,
                                       const std::string& shown) {
  const bool folder = asked.size() == 1 && std::filesystem::is_directory(asked.front());
  return folder ? asked.front() / shown : std::filesystem::path(shown);
}

/// The bytes of a file, or of stdin for `-`.
inline Result<std::string> read_input(const std::string& path, cli::Context& context) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(context.in), {});
  std::error_code trouble;
  if (!std::filesystem::exists(path, trouble)) {
    return fail(ErrorKind::NotFound, "there is no file or folder `" + path + "`");
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file) return fail(ErrorKind::Denied, "`" + path + "` cannot be read");
  return text;
}

/// Prints the errors of `sink` as lint does; true if there were any.
inline bool print_errors(diag::Sink& sink, const text::SourceMap& sources, cli::Context& context) {
  report::Findings findings = report::collect(sink, sources, sources.size());
  std::erase_if(findings.diagnostics, [](const diag::Diagnostic& diagnostic) {
    return diagnostic.rule.severity != diag::Severity::Error;
  });
  report::find("text")->print(findings, {context.err_color, context.width}, context.err);
  return !findings.diagnostics.empty();
}

}  // namespace adxc::commands

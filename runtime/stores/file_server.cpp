// The linked service type FileServer: files of this machine, opened as the user who runs adxc. A
// relative host is below the folder of the definitions. A sink writes one file; it appears under
// its name when everything is in it.
#include <set>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/files/file_rows.h"
#include "runtime/files/paths.h"
#include "runtime/files/selection.h"
#include "runtime/formats/format.h"
#include "runtime/stores/added_columns.h"
#include "runtime/stores/store.h"

namespace adxc::stores {
namespace {

Result<std::string> root_of(const plan::Endpoint& endpoint, const Context& context) {
  ADXC_TRY(plan::only_known(endpoint.connection, "the file server", {"host"}));
  return files::root_folder(plan::text(endpoint.connection, "host"), context.base_folder);
}

Result<const formats::Format*> format_of(const plan::Endpoint& endpoint) {
  plan::Settings location;
  for (const auto& [name, value] : endpoint.dataset) {
    if (name.starts_with("location.")) location.emplace(name, value);
  }
  ADXC_TRY(plan::only_known(location, "the dataset",
                            {"location.type", "location.folderPath", "location.fileName"}));
  const formats::Format* format = formats::find(endpoint.format);
  if (format != nullptr) return format;
  return fail(
      ErrorKind::Unsupported,
      fmt::format("a file server holds no dataset of type `{}` that adxc knows", endpoint.format));
}

/// Errors (Unsupported) with a flag that is set and not honoured.
Result<void> refuse_flag(const plan::Settings& settings, std::string_view name) {
  if (!plan::flag(settings, name)) return {};
  return fail(ErrorKind::Unsupported,
              fmt::format("the source sets `{}`, which adxc cannot honour yet", name));
}

/// Settings that only say how hard the service tries change nothing about the rows and are passed
/// over: retries, connections, metrics.
Result<void> check_source(const plan::Settings& use) {
  ADXC_TRY(plan::only_known(
      use, "the source",
      {"type", "formatSettings.", "additionalColumns.", "sourceRetryCount", "sourceRetryWait",
       "maxConcurrentConnections", "disableMetricsCollection", "storeSettings.type",
       "storeSettings.recursive", "storeSettings.wildcardFolderPath",
       "storeSettings.wildcardFileName", "storeSettings.fileListPath",
       "storeSettings.modifiedDatetimeStart", "storeSettings.modifiedDatetimeEnd",
       "storeSettings.maxConcurrentConnections", "storeSettings.disableMetricsCollection",
       "storeSettings.deleteFilesAfterCompletion", "storeSettings.enablePartitionDiscovery"}));
  ADXC_TRY(refuse_flag(use, "storeSettings.deleteFilesAfterCompletion"));
  return refuse_flag(use, "storeSettings.enablePartitionDiscovery");
}

/// What is taken of the files themselves: added columns are not looked for there, the ones they
/// copy are.
std::vector<plan::ColumnMap> own_columns(const std::vector<plan::ColumnMap>& mapping,
                                         const std::vector<rows::AddedColumn>& added) {
  std::vector<plan::ColumnMap> own;
  std::set<std::string> names;
  for (const rows::AddedColumn& column : added) names.insert(column.name);
  for (const plan::ColumnMap& map : mapping) {
    if (map.source_name.empty() || names.insert(map.source_name).second) own.push_back(map);
  }
  for (const rows::AddedColumn& column : added) {
    const std::string copied = rows::copied_column(column);
    if (own.empty() || copied.empty() || !names.insert(copied).second) continue;
    own.emplace_back().source_name = copied;
  }
  return own;
}

Result<std::unique_ptr<rows::RowSource>> open_source(const plan::Step&, const plan::Copy& copy,
                                                     const Context& context) {
  const plan::Endpoint& source = copy.source;
  ADXC_LET(root, root_of(source, context));
  ADXC_LET(format, format_of(source));
  ADXC_TRY(check_source(source.use));
  ADXC_LET(selection, files::selection_of(source.dataset, source.use));
  ADXC_LET(paths, files::select(*context.world.files, root, selection));
  if (paths.empty()) return files::no_rows();
  const auto added = added_columns(source.use);
  const auto mapping = own_columns(copy.mapping, added);
  ADXC_LET(rows, files::read_files(*context.world.files, root, paths, *format,
                                   {source.dataset, source.use, &mapping}));
  return rows::add_columns(std::move(rows), added);
}

Result<void> check_sink(const plan::Settings& use) {
  return plan::only_known(
      use, "the sink",
      {"type", "formatSettings.", "sinkRetryCount", "sinkRetryWait", "maxConcurrentConnections",
       "disableMetricsCollection", "writeBatchSize", "writeBatchTimeout", "storeSettings.type",
       "storeSettings.copyBehavior", "storeSettings.maxConcurrentConnections",
       "storeSettings.disableMetricsCollection"});
}

/// A name that is the same for every attempt of a step and differs between the steps of a run.
std::string made_name(const plan::Step& step, const plan::Endpoint& sink,
                      const formats::Format& format, const Context& context) {
  std::string name = step.address.empty() ? step.name : step.address;
  for (char& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!plain) c = '_';
  }
  const std::string extension =
      plan::text(sink.use, "formatSettings.fileExtension", format.extension);
  return fmt::format("{}_{}{}", name, context.run_id, extension);
}

/// Without a name of its own, Data Factory gives each file of the source a file of the sink.
Result<void> check_behavior(const plan::Copy& copy) {
  const std::string behavior = plan::text(copy.sink.use, "storeSettings.copyBehavior");
  const bool one_file = copy.source.format.empty() || equal_fold(behavior, "MergeFiles") ||
                        !plan::text(copy.source.dataset, "location.fileName").empty();
  if (one_file) return {};
  return fail(
      ErrorKind::Unsupported,
      "the sink is a folder and would get one file for each file of the source; adxc writes "
      "one file: name it in the dataset, or set `copyBehavior` to MergeFiles");
}

Result<std::string> sink_path(const plan::Step& step, const plan::Copy& copy,
                              const formats::Format& format, const Context& context) {
  const plan::Settings& dataset = copy.sink.dataset;
  const std::string folder = plan::text(dataset, "location.folderPath");
  std::string file = plan::text(dataset, "location.fileName");
  if (files::has_wildcard(folder) || files::has_wildcard(file)) {
    return fail(ErrorKind::Refused,
                fmt::format("the sink's path `{}` holds a wildcard; a file that "
                            "is written needs a plain name",
                            files::joined(folder, file)));
  }
  if (file.empty()) {
    ADXC_TRY(check_behavior(copy));
    file = made_name(step, copy.sink, format, context);
  }
  return files::clean_path(files::joined(folder, file));
}

/// Counts what is written, as stored.
class Counted final : public ByteSink {
 public:
  Counted(std::unique_ptr<ByteSink> bytes, std::uint64_t& count)
      : bytes_(std::move(bytes)), count_(count) {}
  Result<void> write(std::string_view text) override {
    count_ += text.size();
    return bytes_->write(text);
  }
  Result<void> finish() override { return bytes_->finish(); }

 private:
  std::unique_ptr<ByteSink> bytes_;
  std::uint64_t& count_;
};

/// One file of rows, whose errors name it.
class FileSink final : public rows::RowSink {
 public:
  explicit FileSink(std::string path) : path_(std::move(path)) {}

  Result<void> begin(std::unique_ptr<ByteSink> bytes, const formats::Format& format,
                     const rows::Schema& schema, const formats::Use& use) {
    ADXC_LET(rows, format.write(std::make_unique<Counted>(std::move(bytes), bytes_), schema, use));
    rows_ = std::move(rows);
    return {};
  }

  const rows::Schema& schema() const override { return rows_->schema(); }
  rows::Traffic traffic() const override { return {bytes_, 1}; }
  Result<void> write(const rows::Batch& batch) override { return named(rows_->write(batch)); }
  Result<void> finish() override { return named(rows_->finish()); }

 private:
  Result<void> named(Result<void> result) const {
    if (result) return result;
    return within(std::move(result).error(), fmt::format("while writing `{}`", path_));
  }

  std::string path_;
  std::uint64_t bytes_ = 0;
  std::unique_ptr<rows::RowSink> rows_;
};

Result<std::unique_ptr<rows::RowSink>> open_sink(const plan::Step& step, const plan::Copy& copy,
                                                 const rows::Schema& offered,
                                                 const Context& context) {
  const plan::Endpoint& sink = copy.sink;
  ADXC_LET(root, root_of(sink, context));
  ADXC_LET(format, format_of(sink));
  ADXC_TRY(check_sink(sink.use));
  ADXC_LET(path, sink_path(step, copy, *format, context));
  ADXC_LET(bytes, context.world.files->create(files::joined(root, path)));
  auto rows = std::make_unique<FileSink>(path);
  ADXC_TRY(rows->begin(std::move(bytes), *format, offered, {sink.dataset, sink.use}));
  return rows;
}

}  // namespace

extern const Store file_server;
const Store file_server = {"FileServer", open_source, open_sink, nullptr};

}  // namespace adxc::stores

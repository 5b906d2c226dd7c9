#include "compiler/policy/config.h"

#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "compiler/policy/settings.h"

namespace adxc::policy {
namespace {

namespace fs = std::filesystem;
using document::Document;
using document::NodeId;
using document::NodeKind;

/// Reads values out of one object, each with the table's own default.
class Values {
 public:
  Values(const Document& document, NodeId object, const Setting& setting)
      : document_(document), object_(object), setting_(setting) {}

  NodeId node(std::string_view name) const {
    const NodeId found = object_.valid() ? document_.find(object_, name) : NodeId{};
    return found.valid() && document_.kind(found) != NodeKind::Null ? found : NodeId{};
  }

  Values inner(std::string_view name) const { return {document_, node(name), setting(name)}; }

  std::string text(std::string_view name) const {
    const NodeId found = node(name);
    return found.valid() ? std::string(document_.text(found)) : setting(name).default_text;
  }

  std::vector<std::string> list(std::string_view name) const {
    std::vector<std::string> items;
    const NodeId found = node(name);
    const std::string& usual = setting(name).element.at(0).default_text;
    if (!found.valid() && !usual.empty()) items.push_back(usual);
    if (!found.valid()) return items;
    for (const NodeId item : document_.children(found)) items.emplace_back(document_.text(item));
    return items;
  }

  std::map<std::string, Level> levels(std::string_view name) const {
    std::map<std::string, Level> levels;
    const NodeId found = node(name);
    if (!found.valid()) return levels;
    for (const NodeId item : document_.children(found)) {
      if (const auto level = level_of(document_.text(item)))
        levels[std::string(document_.key(item))] = *level;
    }
    return levels;
  }

  std::vector<Values> objects(std::string_view name) const {
    std::vector<Values> all;
    const NodeId found = node(name);
    if (!found.valid()) return all;
    for (const NodeId item : document_.children(found))
      all.emplace_back(document_, item, setting(name).element.at(0));
    return all;
  }

  diag::Place place(std::string_view name) const {
    const NodeId found = node(name);
    return found.valid() ? document_.place(found) : diag::Place{};
  }

 private:
  /// A name that the table does not have is a mistake of ours, and ends here.
  const Setting& setting(std::string_view name) const {
    for (const Setting& property : setting_.properties)
      if (property.name == name) return property;
    return setting_.element.at(0);
  }

  const Document& document_;
  NodeId object_;
  const Setting& setting_;
};

PathSetting path_setting(const Values& values) {
  return {values.text("path"),  values.list("ignore"), values.levels("severity"),
          values.text("until"), values.place("until"), values.text("reason")};
}

Config config_of(const Values& all) {
  Config config;
  config.roots = all.list("roots");
  config.profile = all.text("profile");
  const Values lint = all.inner("lint");
  config.select = lint.list("select");
  config.ignore = lint.list("ignore");
  config.severity = lint.levels("severity");
  config.fail_on = lint.text("fail-on");
  config.baseline = lint.text("baseline");
  config.schema = lint.list("schema");
  for (const Values& entry : lint.objects("per-path"))
    config.per_path.push_back(path_setting(entry));
  const Values limits = all.inner("limits");
  config.limits.bytes = size_of(limits.text("max-file")).value_or(config.limits.bytes);
  config.limits.depth = std::stoul(limits.text("max-depth"));
  return config;
}

Result<std::string> bytes_of(const fs::path& path) {
  if (!fs::exists(path))
    return fail(ErrorKind::NotFound, fmt::format("there is no file `{}`", path.generic_string()));
  if (!fs::is_regular_file(path))
    return fail(ErrorKind::Denied, fmt::format("`{}` is no file", path.generic_string()));
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file)
    return fail(ErrorKind::Denied, fmt::format("`{}` cannot be read", path.generic_string()));
  return text;
}

/// Lists and maps on one line, as flow YAML has them.
std::string flow(const Document& document, NodeId node) {
  const document::Node& found = document[node];
  if (found.kind != NodeKind::Array && found.kind != NodeKind::Object)
    return std::string(found.text);
  const bool list = found.kind == NodeKind::Array;
  std::string text;
  for (const NodeId child : document.children(node)) {
    text += text.empty() ? "" : ", ";
    if (!list) text += fmt::format("{}: ", document.key(child));
    text += flow(document, child);
  }
  return list ? "[" + text + "]" : "{" + text + "}";
}

void show(const ConfigFile& file, const Setting& setting, NodeId object, const std::string& before,
          std::vector<Shown>& all) {
  for (const Setting& property : setting.properties) {
    NodeId node = object.valid() ? file.document.find(object, property.name) : NodeId{};
    if (node.valid() && file.document.kind(node) == NodeKind::Null) node = NodeId{};
    const std::string name = before + property.name;
    if (property.type == Setting::Type::Object) {
      show(file, property, node, name + ".", all);
    } else if (node.valid()) {
      const text::Position at =
          file.document.file->position(file.document.key_place(node).span.begin);
      all.push_back({name, flow(file.document, node),
                     fmt::format("{}:{}:{}", file.document.file->path, at.line, at.column)});
    } else {
      const bool list = property.type == Setting::Type::List;
      all.push_back(
          {name, list ? "[" + property.default_text + "]" : property.default_text, "default"});
    }
  }
}

}  // namespace

std::optional<Level> level_of(std::string_view word) {
  if (word == "off") return Level::Off;
  if (word == "info") return Level::Info;
  if (word == "warning") return Level::Warning;
  return word == "error" ? std::optional(Level::Error) : std::nullopt;
}

std::vector<Shown> ConfigFile::shown() const {
  std::vector<Shown> all;
  show(*this, settings(), document.roots.empty() ? NodeId{} : document.roots[0], "", all);
  return all;
}

fs::path find_config(const fs::path& from) {
  std::error_code trouble;
  for (fs::path folder = fs::absolute(from, trouble).lexically_normal();;
       folder = folder.parent_path()) {
    if (fs::exists(folder / "adxc.yaml", trouble)) return folder / "adxc.yaml";
    if (fs::exists(folder / ".git", trouble) || folder == folder.parent_path()) return {};
  }
}

std::unique_ptr<ConfigFile> config_from(const fs::path& path, std::string text) {
  auto made = std::make_unique<ConfigFile>();
  std::error_code trouble;
  const fs::path whole = fs::absolute(path, trouble);
  const std::string shown = whole.lexically_relative(fs::current_path(trouble)).generic_string();
  const text::SourceFile& file = made->sources.add(shown, std::move(text));
  made->document = document::read_yaml(file, made->mistakes);
  const NodeId root = made->document.roots.empty() ? NodeId{} : made->document.roots[0];
  const bool object = root.valid() && made->document.kind(root) == NodeKind::Object;
  if (root.valid() && made->document.kind(root) != NodeKind::Null)
    check(made->document, root, settings(), made->mistakes);
  if (made->mistakes.all().empty())
    made->config = config_of(Values(made->document, object ? root : NodeId{}, settings()));
  made->config.file = whole;
  made->config.folder = whole.lexically_normal().parent_path();
  return made;
}

Result<std::unique_ptr<ConfigFile>> read_config(const fs::path& path) {
  if (!path.empty()) {
    ADXC_LET(bytes, bytes_of(path));
    return config_from(path, std::move(bytes));
  }
  auto usual = config_from("adxc.yaml", "");
  usual->config.file.clear();
  return usual;
}

}  // namespace adxc::policy

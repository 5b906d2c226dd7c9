#include "compiler/program/not_judged.h"

#include <filesystem>

#include "compiler/base/names.h"
#include "compiler/program/recognise.h"
#include "compiler/program/scalars.h"

namespace adxc::program {
namespace {

/// Walks through one made struct by its fields().
class Search {
 public:
  explicit Search(std::set<std::string>& types) : types_(types) {}
  bool found() const { return found_; }

  void add(std::string_view type) {
    found_ = true;
    types_.emplace(type);
  }

  template <typename T>
  void visit(const T& value) {
    if constexpr (requires { value.fields(); }) {
      std::apply([&](const auto&... field) { (visit_property(field), ...); }, value.fields());
    }
    if constexpr (requires { value.nested; }) {
      for (const auto& nested : value.nested) visit(nested.activities);
    }
  }

  template <typename T>
  void visit(const std::vector<T>& values) {
    for (const T& value : values) visit(value);
  }

  template <typename T>
  void visit(const model::Named<T>& entry) {
    visit(entry.value);
  }

  template <typename... Ts>
  void visit(const model::OneOf<Ts...>& value) {
    std::visit([&](const auto& alternative) { visit(alternative); }, value);
  }

  template <typename T>
  void visit(const Boxed<T>& boxed) {
    visit(*boxed);
  }

  void visit(const model::PlainObject& plain) {
    if (plain.known && plain.table == nullptr) add(plain.type);
  }

 private:
  template <typename T>
  void visit_property(const model::Property<T>& property) {
    if (const T* literal = property.literal()) visit(*literal);
  }

  std::set<std::string>& types_;
  bool found_ = false;
};

/// What an object without a table is called: the ARM type of its resource, or its file or folder.
std::string type_without_table(const Workspace& workspace, const Object& object) {
  const document::Document& document = workspace.document_of(object);
  const std::string_view resource = text_at(document, object.root, "type");
  if (resource.find('/') != std::string_view::npos) return std::string(resource);
  if (object.kind != ObjectKind::Other) return std::string(word(object.kind));
  const std::filesystem::path path = document.file->path;
  if (equal_fold(path.stem().string(), kFabricPipeline)) return "pipeline of Fabric";
  const std::string folder = path.parent_path().filename().string();
  return folder.empty() ? std::string(word(object.kind)) : folder;
}

bool search_object(const Program& program, std::size_t index, std::set<std::string>& types) {
  Search search(types);
  const Program::Entity& entity = program.entities[index];
  const Object& object = program.workspace->objects[index];
  if (entity.linked_service != nullptr) search.visit(*entity.linked_service);
  if (entity.dataset != nullptr) search.visit(*entity.dataset);
  if (entity.pipeline != nullptr) search.visit(*entity.pipeline);
  const bool told = object.version_one;  // has a finding that says so
  if (!told && table_of(object.kind) == nullptr) {
    search.add(type_without_table(*program.workspace, object));
  }
  return search.found();
}

}  // namespace

NotJudged not_judged(const Program& program) {
  NotJudged result;
  std::set<std::size_t> documents;
  for (std::size_t i = 0; i < program.entities.size(); ++i) {
    if (!search_object(program, i, result.types)) continue;
    documents.insert(program.workspace->objects[i].document);
  }
  result.files = documents.size();
  return result;
}

}  // namespace adxc::program

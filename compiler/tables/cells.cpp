#include "compiler/tables/cells.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "compiler/base/names.h"

namespace adxc::tables {

void add_mistake(Mistakes& mistakes, const document::Document& document, document::NodeId node,
                 std::string_view text) {
  const text::Position at = document.file->position(document.key_place(node).span.begin);
  mistakes.push_back(fmt::format("{}:{}:{}: {}", document.file->path, at.line, at.column, text));
}

Cells::Cells(const document::Document& document, document::NodeId node, Mistakes& mistakes)
    : document_(&document), node_(node), mistakes_(&mistakes) {
  if (document.kind(node) != document::NodeKind::Object) mistake("a mapping is wanted here");
}

document::NodeId Cells::node(std::string_view name) {
  asked_.emplace_back(name);
  return document_->find(node_, name);
}

std::optional<std::string> Cells::optional_text(std::string_view name) {
  const document::NodeId cell = node(name);
  if (!cell.valid()) return std::nullopt;
  return std::string(document_->text(cell));
}

std::string Cells::text(std::string_view name) {
  return optional_text(name).value_or("");
}

std::string Cells::required_text(std::string_view name) {
  std::string value = text(name);
  if (value.empty()) mistake(fmt::format("`{}` is missing", name));
  return value;
}

bool Cells::flag(std::string_view name) {
  const std::string value = text(name);
  if (!value.empty() && value != "yes" && value != "no")
    mistake(fmt::format("`{}` is `{}`, neither `yes` nor `no`", name, value));
  return value == "yes";
}

std::size_t Cells::number(std::string_view name) {
  const std::string value = text(name);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (!value.empty() && (error != std::errc() || end != value.data() + value.size()))
    mistake(fmt::format("`{}` is `{}`, no whole number", name, value));
  return number;
}

std::vector<document::NodeId> Cells::items(std::string_view name) {
  const document::NodeId cell = node(name);
  std::vector<document::NodeId> found;
  if (!cell.valid()) return found;
  if (document_->kind(cell) != document::NodeKind::Array) return {cell};
  for (const document::NodeId item : document_->children(cell)) found.push_back(item);
  return found;
}

std::vector<std::string> Cells::list(std::string_view name) {
  std::vector<std::string> texts;
  for (const document::NodeId item : items(name)) texts.emplace_back(document_->text(item));
  return texts;
}

void Cells::mistake(std::string_view text) {
  add_mistake(*mistakes_, *document_, node_, text);
}

void Cells::reject_the_rest() {
  if (document_->kind(node_) != document::NodeKind::Object) return;
  for (const document::NodeId child : document_->children(node_)) {
    const std::string_view key = document_->key(child);
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const std::vector<std::string_view> known(asked_.begin(), asked_.end());
    add_mistake(*mistakes_, *document_, child,
                fmt::format("`{}` is not known here, {}", key, one_of(key, known)));
  }
}

}  // namespace adxc::tables

#include "compiler/program/arm_parameters.h"

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"

namespace adxc::program {

using document::Document;
using document::NodeId;
using document::NodeKind;

bool is_arm_parameters(const Document& document) {
  if (document.roots.empty() || document.kind(document.roots.front()) != NodeKind::Object)
    return false;
  const std::string schema = fold_case(text_at(document, document.roots.front(), "$schema"));
  return schema.find("deploymentparameters.json") != std::string::npos;
}

std::string template_key(std::string_view path) {
  constexpr std::string_view kWord = "parameters";
  std::string key = fold_case(path.substr(0, path.rfind('.')));
  const std::size_t file = key.rfind('/') == std::string::npos ? 0 : key.rfind('/') + 1;
  const std::size_t at = key.find(kWord, file);
  if (at == std::string::npos) return key;
  key.erase(at, kWord.size());
  while (key.size() > file && std::string_view("._-").find(key.back()) != std::string_view::npos)
    key.pop_back();
  return key;
}

GivenParameters given_parameters(const Document& document) {
  GivenParameters given;
  const NodeId all = object_at(document, document.roots.front(), "parameters");
  if (!all.valid()) return given;
  for (const NodeId one : document.children(all)) {
    const NodeId value = value_at(document, one, "value");
    if (!value.valid()) continue;
    const document::Node& node = document[value];
    const bool scalar = node.kind == NodeKind::String || node.kind == NodeKind::Number ||
                        node.kind == NodeKind::Bool;
    if (scalar && !node.text.empty())
      given[fold_case(document.key(one))] = {node.kind, std::string(node.text)};
  }
  return given;
}

}  // namespace adxc::program

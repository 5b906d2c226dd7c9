// Anything that claims to be an expression: read, typed and worked out within limits, never a crash
// or a long wait.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/expr/evaluate.h"
#include "compiler/expr/parser.h"
#include "compiler/expr/types.h"
#include "compiler/text/fragment.h"

namespace {

using namespace adxc;

void read(std::string_view words) {
  text::SourceMap sources;
  const text::SourceFile& file = sources.add("a.json", std::string(words));
  diag::Sink sink;
  const text::Span all{file.id, 0, static_cast<std::uint32_t>(file.text.size())};
  const expr::Tree tree =
      expr::parse(text::Fragment::verbatim(file.text, all), "/properties", sink);
  expr::Names names;
  names.declared = [](expr::Use::Kind, std::string_view) {
    return expr::kText;
  };
  names.output = [](std::string_view name) {
    return expr::find_shape(name);
  };
  expr::check_types(tree, names, sink);
  if (!tree.sound()) return;
  const expr::Values values = {{"a", 7}, {"b", "text"}, {"c", expr::Value{{"d", {1, 2}}}}};
  expr::Scope scope;
  scope.parameters = &values;
  scope.global_parameters = &values;
  scope.dataset = &values;
  scope.linked_service = &values;
  (void)expr::evaluate(tree, scope);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  // Longer expressions are refused by the service and never worked out.
  if (size <= 16384) read({reinterpret_cast<const char*>(bytes), size});
  return 0;
}

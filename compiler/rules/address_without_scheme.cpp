#include <algorithm>
#include <array>

#include "compiler/base/names.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule address_without_scheme;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view> kAddressWithoutScheme{
    {"address-without-scheme", diag::Severity::Error, diag::kFixable},
    "`{}` does not begin with `https://` or `http://`"};

/// Linked services whose `url` is called as it stands.
constexpr std::array<std::string_view, 4> kCalled = {"HttpServer", "RestService", "OData", "Web"};

/// A host of several names: what stands before the first slash or colon.
bool is_host(std::string_view url) {
  const std::string_view host = url.substr(0, url.find_first_of("/:?"));
  return host.find('.') != std::string_view::npos &&
         host.find_first_of(" <>[]{}()$#%\"'@") == std::string_view::npos;
}

void check_program(const Program& program, diag::Sink& sink) {
  for (std::uint32_t i = 0; i < program.entities.size(); ++i) {
    const model::LinkedService* service = program.entities[i].linked_service;
    if (service == nullptr) continue;
    const std::string type = service->type.value_or("");
    const bool called =
        std::ranges::any_of(kCalled, [&](std::string_view one) { return equal_fold(one, type); });
    const Object& object = program.object({i});
    if (!called || !object.properties.valid()) continue;
    const Document& document = program.document_of({i});
    const NodeId properties = object_at(document, object.properties, "typeProperties");
    const NodeId node = properties.valid() ? value_at(document, properties, "url") : NodeId{};
    if (!node.valid() || !is_text(document.kind(node))) continue;
    const std::string_view url = document.text(node);
    if (url.find("://") != std::string_view::npos || !is_host(url) || has_token(url)) continue;
    const std::string meant = "https://" + std::string(url);
    diag::offer(sink.report(kAddressWithoutScheme, document.place(node), url),
                document::fix_of(document::replace_scalar(document, node, meant),
                                 "write `" + meant + "`", false));
  }
}

}  // namespace

const Rule address_without_scheme = {check_program};

}  // namespace adxc::rules

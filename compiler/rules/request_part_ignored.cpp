#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule request_part_ignored;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view> kRequestPartIgnored{
    {"request-part-ignored", diag::Severity::Warning, diag::kFixable}, "`{}` is not sent: {}"};

void check_source(const Copy& copy, diag::Sink& sink) {
  const Document& document = *copy.document;
  const NodeId body = value_at(document, copy.source.node, "requestBody");
  const NodeId method = value_at(document, copy.source.node, "requestMethod");
  const bool get = !method.valid() || equal_fold(document.text(method), "GET");
  if (body.valid() && get && !trimmed(document.text(body)).empty())
    offer_removal(sink.report(kRequestPartIgnored, document.key_place(body), document.key(body),
                              "a request of the method `GET` has no body"),
                  document, body, true);
  const NodeId headers = object_at(document, copy.source.node, "additionalHeaders");
  if (!headers.valid() || !equal_fold(copy.source.type, "RestSource")) return;
  const NodeId accept = document.find(headers, "Accept");
  if (accept.valid())
    offer_removal(sink.report(kRequestPartIgnored, document.key_place(accept), "Accept",
                              "the connector asks for `application/json` whatever is written"),
                  document, accept, true);
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    const bool http = equal_fold(copy.source.type, "RestSource");
    if (http) check_source(copy, sink);
  }
}

}  // namespace

const Rule request_part_ignored = {check_program};

}  // namespace adxc::rules

#include <algorithm>
#include <array>

#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule rest_paging;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string> kRestPaging{
    {"rest-paging", diag::Severity::Error}, "`{}` is no rule of paging{}"};
constexpr diag::Kind<> kEndless{
    {"rest-paging", diag::Severity::Warning},
    "the pages are counted and nothing says when to stop; wanted `EndCondition:…` or "
    "`MaxRequestNumber`"};

/// Keys of `paginationRules`; those before a dot or a colon go on with a name of the user's.
/// Source: article about the REST connector.
constexpr std::array<std::string_view, 7> kKeys = {
    "AbsoluteUrl",      "QueryParameters", "Headers", "EndCondition",
    "MaxRequestNumber", "SupportRFC5988",  "Body"};

std::string_view stem(std::string_view key) {
  return key.substr(0, key.find_first_of(".:["));
}

bool is_known(std::string_view key) {
  // `{offset}`-like variables of the address are keys of their own.
  if (key.starts_with('{') || expr::is_expression(key)) return true;
  return std::ranges::any_of(kKeys,
                             [&](std::string_view known) { return equal_fold(known, stem(key)); });
}

void check_rules(const Document& document, NodeId rules, diag::Sink& sink) {
  bool counts = false;
  bool ends = false;
  for (const NodeId rule : document.children(rules)) {
    const std::string_view key = document.key(rule);
    counts = counts || document.text(rule).starts_with("RANGE:");
    // A range with an end, "RANGE:0:100:10", stops by itself.
    ends = ends || equal_fold(stem(key), "EndCondition") ||
           equal_fold(stem(key), "MaxRequestNumber") ||
           (document.text(rule).starts_with("RANGE:") &&
            document.text(rule).find("::") == std::string_view::npos);
    if (is_known(key)) continue;
    const std::string_view nearest = nearest_name(stem(key), kKeys);
    sink.report(kRestPaging, document.key_place(rule), key,
                nearest.empty() ? "; there are " + one_of(key, {kKeys.begin(), kKeys.end()})
                                : "; did you mean `" + std::string(nearest) + "`?");
  }
  if (counts && !ends) sink.report(kEndless, document.key_place(rules));
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const Copy& copy : program.copies) {
    if (!equal_fold(copy.source.type, "RestSource")) continue;
    const NodeId rules = object_at(*copy.document, copy.source.node, "paginationRules");
    if (rules.valid()) check_rules(*copy.document, rules, sink);
  }
}

}  // namespace

const Rule rest_paging = {check_program};

}  // namespace adxc::rules

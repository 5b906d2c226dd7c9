#include "compiler/expr/functions.h"

#include <map>
#include <utility>
#include <vector>

#include "compiler/base/names.h"

namespace adxc::expr {

#define ADXC_OBJECT(...)
#define ADXC_MEMBER(...)
#define ADXC_FUNCTION(...)
#define ADXC_EVALUATION(name) Evaluation name(const Arguments& arguments);
#include "expression_functions.inc"
#undef ADXC_EVALUATION
#undef ADXC_FUNCTION

namespace {

constexpr diag::Kind<std::string_view, std::string> kUnknownFunction{
    {"unknown-function", diag::Severity::Error, diag::kFixable},
    "`{}` is no function of the expression language{}"};
constexpr diag::Kind<std::string_view, std::string, std::size_t> kArgumentCount{
    {"argument-count", diag::Severity::Error}, "`{}` takes {}, found {}"};

constexpr Function kFunctions[] = {
#define ADXC_EVALUATION(name)
#define ADXC_FUNCTION(name, signature, least, most, known, run, example, value, where, alike, \
                      gives, gives_of, format_at, ...)                                        \
  {name,  signature, least, most,  Known::known, run,       example,                          \
   value, where,     alike, gives, gives_of,     format_at, {__VA_ARGS__}},
#include "expression_functions.inc"
#undef ADXC_EVALUATION
#undef ADXC_FUNCTION
#undef ADXC_OBJECT
#undef ADXC_MEMBER
};

/// The functions by their folded names.
const std::map<std::string, const Function*, std::less<>>& by_name() {
  static const std::map<std::string, const Function*, std::less<>> names = [] {
    std::map<std::string, const Function*, std::less<>> made;
    for (const Function& function : kFunctions) made[fold_case(function.name)] = &function;
    return made;
  }();
  return names;
}

std::string wanted_count(const Function& function) {
  const auto arguments = [](std::size_t count) {
    if (count == 0) return std::string("no argument");
    return std::to_string(count) + (count == 1 ? " argument" : " arguments");
  };
  if (function.least == function.most) return arguments(function.least);
  if (function.most == kAnyCount) return "at least " + arguments(function.least);
  return std::to_string(function.least) + " to " + arguments(function.most);
}

/// Words of other languages and what they are here.
constexpr std::pair<std::string_view, std::string_view> kForeign[] = {
    {"len", "length"},
    {"upper", "toUpper"},
    {"lower", "toLower"},
    {"ucase", "toUpper"},
    {"lcase", "toLower"},
    {"iif", "if"},
    {"iff", "if"},
    {"isnull", "coalesce"},
    {"nvl", "coalesce"},
    {"ifnull", "coalesce"},
    {"concatenate", "concat"},
    {"strcat", "concat"},
    {"now", "utcNow"},
    {"getdate", "utcNow"},
    {"getutcdate", "utcNow"},
    {"today", "utcNow"},
    {"todate", "formatDateTime"},
    {"format", "formatDateTime"},
    {"dateadd", "addToTime"},
    {"datediff", "ticks"},
    {"tostring", "string"},
    {"cast", "string"},
    {"toint", "int"},
    {"plus", "add"},
    {"minus", "sub"},
    {"multiply", "mul"},
    {"divide", "div"},
    {"eq", "equals"},
    {"equal", "equals"},
    {"gt", "greater"},
    {"lt", "less"},
    {"gte", "greaterOrEquals"},
    {"lte", "lessOrEquals"},
    {"size", "length"},
    {"count", "length"},
    {"substr", "substring"},
    {"mid", "substring"},
    {"instr", "indexOf"},
    {"charindex", "indexOf"},
    {"isempty", "empty"},
    {"uuid", "guid"},
    {"newguid", "guid"},
    {"newid", "guid"},
    {"list", "createArray"},
    {"parameters", "pipeline"},
    {"parameter", "pipeline"},
    {"variable", "variables"},
    {"triggerOutputs", "trigger"},
    {"urlencode", "encodeUriComponent"}};

/// The function that was meant, or "".
std::string_view meant(std::string_view name) {
  for (const auto& [foreign, ours] : kForeign) {
    if (equal_fold(foreign, name)) return ours;
  }
  std::vector<std::string_view> names;
  for (const Function& known : kFunctions) names.push_back(known.name);
  return nearest_name(name, names);
}

void check_call(const Tree& tree, const Node& call, diag::Sink& sink) {
  const Function* function = call.function;
  if (function == nullptr) {
    const std::string_view nearest = meant(call.text);
    diag::Diagnostic& finding =
        sink.report(kUnknownFunction, {call.name_span, tree.pointer}, call.text,
                    nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?");
    if (!nearest.empty()) {
      diag::offer(finding, diag::Fix{"write `" + std::string(nearest) + "`",
                                     false,
                                     {{call.name_span, std::string(nearest)}}});
    }
  } else if (call.parts.size() < function->least || call.parts.size() > function->most) {
    sink.report(kArgumentCount, {call.span, tree.pointer}, function->name, wanted_count(*function),
                call.parts.size())
        .notes.push_back("it is called as `" + std::string(function->signature) + "`");
  }
}

}  // namespace

std::span<const Function> functions() {
  return kFunctions;
}

const Function* find_function(std::string_view name) {
  const auto found = by_name().find(fold_case(name));
  return found == by_name().end() ? nullptr : found->second;
}

void check_calls(const Tree& tree, diag::Sink& sink) {
  for (const Node& node : tree.nodes) {
    if (node.kind == NodeKind::Call) check_call(tree, node, sink);
  }
}

}  // namespace adxc::expr

// Joins. Both sides are named l and r; keys are compared so that null equals null.
#include <fmt/format.h>

#include "runtime/engine/translator.h"

namespace adxc::engine {

namespace {

using kql::JoinKind;

/// The rows of the side survive without a partner, so the other side's columns may be missing.
bool pads_left(JoinKind kind) {
  return kind == JoinKind::RightOuter || kind == JoinKind::FullOuter;
}
bool pads_right(JoinKind kind) {
  return kind == JoinKind::LeftOuter || kind == JoinKind::FullOuter;
}

std::string_view join_words(JoinKind kind) {
  switch (kind) {
    case JoinKind::LeftOuter: return "left join";
    case JoinKind::RightOuter: return "right join";
    case JoinKind::FullOuter: return "full join";
    default: return "join";
  }
}

bool is_semi(JoinKind kind) {
  return kind >= JoinKind::LeftSemi;
}

}  // namespace

std::string Translator::join_condition(const kql::Join& join) {
  std::string condition;
  for (const kql::Join::Key& key : join.keys) {
    if (!condition.empty()) condition += " and ";
    scope_ = "l.";
    condition += expression(key.left);
    scope_ = "r.";
    condition += " is not distinct from " + expression(key.right);
  }
  return condition.empty() ? "true" : condition;
}

std::string Translator::join_side(const kql::Join& join, bool right) {
  const std::string input = relation(right ? join.right : join.left);
  if (right || join.kind != JoinKind::InnerUnique) return input;
  std::string keys;
  scope_ = input + ".";
  for (const kql::Join::Key& key : join.keys) {
    keys += (keys.empty() ? "" : ", ") + expression(key.left);
  }
  return fmt::format("(select distinct on ({}) * from {})", keys, input);
}

std::string Translator::semi_join(const kql::Join& join) {
  const bool right = join.kind == JoinKind::RightSemi || join.kind == JoinKind::RightAnti;
  const bool anti = join.kind == JoinKind::LeftAnti || join.kind == JoinKind::RightAnti;
  const std::string left_input = relation(join.left);
  const std::string right_input = relation(join.right);
  std::string columns;
  for (std::size_t i = 0; i < join.outputs.size(); ++i) {
    columns +=
        fmt::format("{}{}.c{} as c{}", i ? ", " : "", right ? "r" : "l", join.outputs[i].index, i);
  }
  return fmt::format("select {} from {} {} where {}exists (select 1 from {} {} where {})", columns,
                     right ? right_input : left_input, right ? "r" : "l", anti ? "not " : "",
                     right ? left_input : right_input, right ? "l" : "r", join_condition(join));
}

std::string Translator::from(const kql::Join& join, const kql::Relation& made) {
  if (is_semi(join.kind)) return semi_join(join);
  std::string columns;
  for (std::size_t i = 0; i < join.outputs.size(); ++i) {
    const kql::Join::Output& output = join.outputs[i];
    std::string value = fmt::format("{}.c{}", output.from_right ? "r" : "l", output.index);
    const bool padded = output.from_right ? pads_right(join.kind) : pads_left(join.kind);
    if (padded && made.columns[i].type == ScalarType::String) {
      value = fmt::format("coalesce({}, '')", value);
    }
    columns += fmt::format("{}{} as c{}", i ? ", " : "", value, i);
  }
  const std::string left = join_side(join, false);
  const std::string right = join_side(join, true);
  return fmt::format("select {} from {} l {} {} r on {}", columns, left, join_words(join.kind),
                     right, join_condition(join));
}

}  // namespace adxc::engine

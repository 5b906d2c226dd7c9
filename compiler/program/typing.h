// What is certain of the types in the expressions of a program: of declared parameters and
// variables, of outputs of activities.
#pragma once

#include <string>
#include <unordered_map>

#include "compiler/expr/types.h"
#include "compiler/program/activity_names.h"
#include "compiler/program/program.h"

namespace adxc::program {

/// Types that a value of a declared type may have: "string", "Bool", …; anything for unknown words.
expr::TypeSet declared_types(std::string_view type);

/// What the output of an activity holds, or null.
const expr::Shape* output_of(const Program& program, const Activity& activity);

/// Keeps what is declared in the object that was asked for last, for callers that go through a
/// program in order.
class Typing {
 public:
  explicit Typing(const Program& program);
  Typing(const Typing&) = delete;
  Typing& operator=(const Typing&) = delete;

  /// What expressions of the object may name; valid until the next call.
  const expr::Names& names(ObjectId object);

 private:
  using Types = std::unordered_map<std::string, expr::TypeSet>;  // by folded name
  void turn_to(ObjectId object);
  expr::TypeSet declared(expr::Use::Kind kind, std::string_view name) const;

  const Program& program_;
  ActivityNames activities_;
  ObjectId object_;
  Types parameters_;
  Types variables_;
  expr::Names names_;
};

}  // namespace adxc::program

// What a function of the expression language sees of its call: arguments are worked out when they
// are asked for, so `if` and `coalesce` are functions like all others. Only for compiler/expr.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/expr/evaluate.h"

namespace adxc::expr {

template <typename T>
using Evaluated = tl::expected<T, Failure>;

/// What cannot be worked out when there is no room for it.
inline constexpr std::string_view kTooLarge =
    "values of more than 32 million characters or 333,000 elements";

class Arguments {
 public:
  Arguments(const Tree& tree, NodeId call, const Scope& scope)
      : tree_(tree), call_(call), scope_(scope) {}

  std::size_t size() const { return tree_[call_].parts.size(); }
  const Scope& scope() const { return scope_; }
  Evaluation value(std::size_t index) const;

  /// The argument if it has this type; otherwise a failure that says which type it has.
  Evaluated<std::string> text(std::size_t index) const;
  Evaluated<std::int64_t> integer(std::size_t index) const;
  Evaluated<double> number(std::size_t index) const;
  Evaluated<bool> boolean(std::size_t index) const;
  Evaluated<Value> array(std::size_t index) const;
  /// `otherwise` when the call has fewer arguments.
  Evaluated<std::string> text_or(std::size_t index, std::string otherwise) const;

  /// The call fails because of an argument.
  tl::unexpected<Failure> wrong(std::size_t index, std::string message) const;
  /// The call as a whole fails.
  tl::unexpected<Failure> wrong(std::string message) const;
  /// Whether a text of that many bytes may be made; a failure when it may not.
  Evaluated<bool> room_for(std::size_t bytes) const;

  /// The service could, adxc cannot.
  tl::unexpected<Failure> not_known(std::size_t index, std::string message) const;

 private:
  tl::unexpected<Failure> mistyped(std::size_t index, std::string_view wanted,
                                   const Value& found) const;

  const Tree& tree_;
  NodeId call_;
  const Scope& scope_;
};

/// Whether two values are equal; the order of an object's keys does not count.
bool same(const Value& a, const Value& b);

/// Evaluates one node of a tree.
Evaluation evaluate(const Tree& tree, NodeId id, const Scope& scope);

}  // namespace adxc::expr

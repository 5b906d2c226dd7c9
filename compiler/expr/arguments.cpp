#include "compiler/expr/arguments.h"

#include <fmt/format.h>

namespace adxc::expr {

Evaluation Arguments::value(std::size_t index) const {
  // The count of arguments has been checked when the tree was made, but its finding does not stop a
  // caller from evaluating.
  if (index >= size()) return wrong("an argument is missing");
  return evaluate(tree_, tree_[call_].parts[index], scope_);
}

Evaluated<std::string> Arguments::text(std::size_t index) const {
  ADXC_LET(found, value(index));
  if (!found.is_string()) return mistyped(index, "a text", found);
  return found.get<std::string>();
}

Evaluated<std::int64_t> Arguments::integer(std::size_t index) const {
  ADXC_LET(found, value(index));
  if (!found.is_number_integer()) return mistyped(index, "a whole number", found);
  return found.get<std::int64_t>();
}

Evaluated<double> Arguments::number(std::size_t index) const {
  ADXC_LET(found, value(index));
  if (!found.is_number()) return mistyped(index, "a number", found);
  return found.get<double>();
}

Evaluated<bool> Arguments::boolean(std::size_t index) const {
  ADXC_LET(found, value(index));
  if (!found.is_boolean()) return mistyped(index, "true or false", found);
  return found.get<bool>();
}

Evaluated<Value> Arguments::array(std::size_t index) const {
  ADXC_LET(found, value(index));
  if (!found.is_array()) return mistyped(index, "an array", found);
  return found;
}

Evaluated<std::string> Arguments::text_or(std::size_t index, std::string otherwise) const {
  if (index >= size()) return otherwise;
  return text(index);
}

Evaluated<bool> Arguments::room_for(std::size_t bytes) const {
  if (scope_.room == nullptr || bytes <= *scope_.room) return true;
  return tl::make_unexpected(Failure{Failure::Kind::NotKnown, std::string(kTooLarge), call_});
}

tl::unexpected<Failure> Arguments::wrong(std::size_t index, std::string message) const {
  return tl::make_unexpected(
      Failure{Failure::Kind::Wrong, std::move(message), tree_[call_].parts[index]});
}

tl::unexpected<Failure> Arguments::wrong(std::string message) const {
  return tl::make_unexpected(Failure{Failure::Kind::Wrong, std::move(message), call_});
}

tl::unexpected<Failure> Arguments::not_known(std::size_t index, std::string message) const {
  return tl::make_unexpected(
      Failure{Failure::Kind::NotKnown, std::move(message), tree_[call_].parts[index]});
}

tl::unexpected<Failure> Arguments::mistyped(std::size_t index, std::string_view wanted,
                                            const Value& found) const {
  return wrong(index, fmt::format("argument {} of `{}` is {}, wanted {}", index + 1,
                                  tree_[call_].text, type_name(found), wanted));
}

bool same(const Value& a, const Value& b) {
  if (!a.is_structured() || !b.is_structured()) return a == b;
  return nlohmann::json(a) == nlohmann::json(b);
}

}  // namespace adxc::expr

// How the operators of expressions are spelled. The first spelling of an operator is the one shown.
#pragma once

#include <array>
#include <string_view>

#include "compiler/kql/op.h"

namespace adxc::kql {

struct OpSpelling {
  std::string_view text;
  Op op;
  bool negated = false;
  bool folded = false;
};

inline constexpr std::array kOpSpellings = {
    OpSpelling{"-", Op::Negate},
    OpSpelling{"+", Op::Add},
    OpSpelling{"-", Op::Subtract},
    OpSpelling{"*", Op::Multiply},
    OpSpelling{"/", Op::Divide},
    OpSpelling{"%", Op::Modulo},
    OpSpelling{"and", Op::And},
    OpSpelling{"or", Op::Or},
    OpSpelling{"==", Op::Equal},
    OpSpelling{"!=", Op::Equal, true},
    OpSpelling{"=~", Op::Equal, false, true},
    OpSpelling{"!~", Op::Equal, true, true},
    OpSpelling{"<", Op::Less},
    OpSpelling{"<=", Op::LessEqual},
    OpSpelling{">", Op::Greater},
    OpSpelling{">=", Op::GreaterEqual},
    OpSpelling{"in", Op::In},
    OpSpelling{"!in", Op::In, true},
    OpSpelling{"in~", Op::In, false, true},
    OpSpelling{"!in~", Op::In, true, true},
    OpSpelling{"in", Op::InQuery},
    OpSpelling{"!in", Op::InQuery, true},
    OpSpelling{"in~", Op::InQuery, false, true},
    OpSpelling{"!in~", Op::InQuery, true, true},
    OpSpelling{"between", Op::Between},
    OpSpelling{"!between", Op::Between, true},
    OpSpelling{"has", Op::Has, false, true},
    OpSpelling{"!has", Op::Has, true, true},
    OpSpelling{"has_cs", Op::Has},
    OpSpelling{"!has_cs", Op::Has, true},
    OpSpelling{"hasprefix", Op::HasPrefix, false, true},
    OpSpelling{"!hasprefix", Op::HasPrefix, true, true},
    OpSpelling{"hasprefix_cs", Op::HasPrefix},
    OpSpelling{"!hasprefix_cs", Op::HasPrefix, true},
    OpSpelling{"hassuffix", Op::HasSuffix, false, true},
    OpSpelling{"!hassuffix", Op::HasSuffix, true, true},
    OpSpelling{"hassuffix_cs", Op::HasSuffix},
    OpSpelling{"!hassuffix_cs", Op::HasSuffix, true},
    OpSpelling{"has_any", Op::HasAny, false, true},
    OpSpelling{"has_all", Op::HasAll, false, true},
    OpSpelling{"has_any", Op::HasAnyQuery, false, true},
    OpSpelling{"has_all", Op::HasAllQuery, false, true},
    OpSpelling{"contains", Op::Contains, false, true},
    OpSpelling{"!contains", Op::Contains, true, true},
    OpSpelling{"notcontains", Op::Contains, true, true},
    OpSpelling{"contains_cs", Op::Contains},
    OpSpelling{"containscs", Op::Contains},
    OpSpelling{"!contains_cs", Op::Contains, true},
    OpSpelling{"notcontainscs", Op::Contains, true},
    OpSpelling{"startswith", Op::StartsWith, false, true},
    OpSpelling{"!startswith", Op::StartsWith, true, true},
    OpSpelling{"startswith_cs", Op::StartsWith},
    OpSpelling{"!startswith_cs", Op::StartsWith, true},
    OpSpelling{"endswith", Op::EndsWith, false, true},
    OpSpelling{"!endswith", Op::EndsWith, true, true},
    OpSpelling{"endswith_cs", Op::EndsWith},
    OpSpelling{"!endswith_cs", Op::EndsWith, true},
    OpSpelling{"matches regex", Op::MatchesRegex},
    OpSpelling{"like", Op::Like, false, true},
    OpSpelling{"notlike", Op::Like, true, true},
    OpSpelling{"likecs", Op::Like},
    OpSpelling{"notlikecs", Op::Like, true},
    OpSpelling{":", Op::Search, false, true},
};

}  // namespace adxc::kql

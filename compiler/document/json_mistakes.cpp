#include "compiler/document/json_mistakes.h"

namespace adxc::document {
namespace {

constexpr diag::Kind<std::size_t> kMore{{"json-syntax", diag::Severity::Error},
                                        "{} more mistakes from here on are not shown"};

/// More than a person corrects before looking again.
constexpr std::size_t kShown = 20;

}  // namespace

diag::Place JsonMistakes::place(std::uint32_t begin, std::uint32_t end) const {
  return {{document_.file->id, begin, end}, inside_.valid() ? document_.pointer(inside_) : ""};
}

bool JsonMistakes::admit(std::uint32_t begin) {
  if (count_ > 0 && begin == last_begin_) return false;
  last_begin_ = begin;
  if (count_++ == kShown) first_kept_back_ = begin;
  return count_ <= kShown;
}

void JsonMistakes::finish() {
  if (count_ <= kShown) return;
  sink_.report(kMore, {{document_.file->id, first_kept_back_, first_kept_back_}, ""},
               count_ - kShown);
}

}  // namespace adxc::document

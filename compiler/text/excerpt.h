// A source line with a mark under what is meant.
#pragma once

#include <span>
#include <string>

#include "compiler/text/source_file.h"

namespace adxc::text {

struct Excerpt {
  std::string line;    // safe for a terminal; "…" stands where it was cut
  std::string indent;  // blanks that bring the mark below its text
  std::string mark;    // "^~~~"
};

/// The line where `span` begins, at most `width` cells of it (40 at least), cut around the mark.
/// Only the part of the span on that line is marked; an empty span is marked with one caret. What
/// lies within `hidden`, spans of the same file, is shown as "***".
Excerpt excerpt(const SourceFile& file, Span span, std::span<const Span> hidden, std::size_t width);

}  // namespace adxc::text

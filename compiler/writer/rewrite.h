// One file read and written anew, and the proof that it still says the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/writer/writer.h"

namespace adxc::writer {

enum class Language { Json, Yaml };

/// By the file's name, as the readers go.
Language language_of(std::string_view path);

struct Rewritten {
  bool done = false;
  std::string text;                // when done
  std::string why_not;             // when not done and the sink has no error
  std::vector<std::string> notes;  // what the new text does not say any more
};

/// The file in `to`. Files with mistakes, duplicate keys among them, are not written; the sink says
/// why.
Rewritten rewrite(const text::SourceFile& file, Language to, Order order, diag::Sink& sink);

}  // namespace adxc::writer

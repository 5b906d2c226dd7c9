// Text inside text: a query in a JSON string, an expression in a YAML block scalar. A Fragment is
// the decoded text and the way back to the source, so that a caret lands on the right column even
// inside \u0041, '' and indented lines. It is the only thing an embedded language sees.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/text/source_file.h"

namespace adxc::text {

class Fragment {
 public:
  /// An empty fragment at `place`, to be filled by append().
  explicit Fragment(Span place) : whole_(place) {}
  /// Text that stands in the source as it is, from span.begin on.
  static Fragment verbatim(std::string_view text, Span span);

  /// Adds decoded text that the source bytes [begin, begin + source_size) stand for. When the sizes
  /// are equal the bytes map one to one; otherwise every decoded byte maps to the whole stretch (an
  /// escape).
  void append(std::string_view decoded, std::uint32_t begin, std::uint32_t source_size);

  std::string_view text() const { return text_; }
  Span whole() const { return whole_; }  // all of it in the source, quotes included

  /// The source of decoded bytes [begin, end). Offsets past the end mean the end of the text.
  Span span(std::size_t begin, std::size_t end) const;

  /// The decoded stretch [begin, end) as a fragment of its own, for a language inside the language.
  Fragment part(std::size_t begin, std::size_t end) const;

 private:
  struct Piece {
    std::uint32_t decoded;      // offset in text_ where the piece begins
    std::uint32_t source;       // offset in the file
    std::uint32_t source_size;  // bytes in the file
    bool one_to_one;
  };
  std::size_t piece_at(std::size_t offset) const;

  Span whole_;
  std::string text_;
  std::vector<Piece> pieces_;  // ascending; adjacent one-to-one pieces are merged
};

}  // namespace adxc::text

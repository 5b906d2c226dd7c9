#include "compiler/text/fragment.h"

#include <algorithm>

namespace adxc::text {

Fragment Fragment::verbatim(std::string_view text, Span span) {
  Fragment fragment(span);
  fragment.append(text, span.begin, static_cast<std::uint32_t>(text.size()));
  return fragment;
}

void Fragment::append(std::string_view decoded, std::uint32_t begin, std::uint32_t source_size) {
  if (decoded.empty()) return;
  const bool one_to_one = decoded.size() == source_size;
  if (one_to_one && !pieces_.empty()) {
    Piece& last = pieces_.back();
    if (last.one_to_one && last.source + last.source_size == begin) {
      last.source_size += source_size;
      text_.append(decoded);
      return;
    }
  }
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), begin, source_size, one_to_one});
  text_.append(decoded);
}

std::size_t Fragment::piece_at(std::size_t offset) const {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                       [](std::size_t at, const Piece& piece) { return at < piece.decoded; });
  return static_cast<std::size_t>(after - pieces_.begin()) - 1;
}

Span Fragment::span(std::size_t begin, std::size_t end) const {
  if (pieces_.empty()) return {whole_.file, whole_.begin, whole_.begin};
  begin = std::min(begin, text_.size());
  end = std::clamp(end, begin, text_.size());
  const auto source_of = [&](std::size_t offset, bool as_end) {
    // An end belongs to the piece of the byte before it.
    const Piece& piece =
        pieces_[piece_at(as_end && offset > 0 ? offset - 1 : std::min(offset, text_.size() - 1))];
    const auto into = static_cast<std::uint32_t>(offset - piece.decoded);
    if (piece.one_to_one) return piece.source + std::min(into, piece.source_size);
    return as_end || offset == text_.size() ? piece.source + piece.source_size : piece.source;
  };
  const std::uint32_t first = source_of(begin, false);
  return {whole_.file, first, begin == end ? first : source_of(end, true)};
}

Fragment Fragment::part(std::size_t begin, std::size_t end) const {
  Fragment part(span(begin, end));
  end = std::min(end, text_.size());
  for (std::size_t at = begin; at < end;) {
    const std::size_t index = piece_at(at);
    const Piece& piece = pieces_[index];
    const std::size_t stop =
        std::min(end, index + 1 < pieces_.size() ? pieces_[index + 1].decoded : text_.size());
    const auto into = static_cast<std::uint32_t>(at - piece.decoded);
    const std::string_view decoded = std::string_view(text_).substr(at, stop - at);
    if (piece.one_to_one) {
      part.append(decoded, piece.source + into, static_cast<std::uint32_t>(stop - at));
    } else {
      part.append(decoded, piece.source, piece.source_size);
    }
    at = stop;
  }
  return part;
}

}  // namespace adxc::text

// Reports of the JSON reader: all carry the place in the document where reading stood, and a file
// that is nothing like JSON does not flood the screen.
#pragma once

#include "compiler/document/document.h"

namespace adxc::document {

class JsonMistakes {
 public:
  JsonMistakes(const Document& document, diag::Sink& sink) : document_(document), sink_(sink) {}

  /// The container that is being filled; findings are said to be inside it.
  void enter(NodeId container) { inside_ = container; }

  /// Reports a mistake at bytes [begin, end), unless the last one began at the same byte (it is the
  /// same mistake seen again) or there were too many. Null when it was not reported.
  template <typename... Args>
  diag::Diagnostic* report(const diag::Kind<Args...>& kind, std::uint32_t begin, std::uint32_t end,
                           const std::type_identity_t<Args>&... args) {
    if (!admit(begin)) return nullptr;
    return &sink_.report(kind, place(begin, end), args...);
  }

  /// Says how many mistakes were kept back, if any were.
  void finish();

  diag::Place place(std::uint32_t begin, std::uint32_t end) const;
  text::FileId file() const { return document_.file->id; }

 private:
  bool admit(std::uint32_t begin);

  const Document& document_;
  diag::Sink& sink_;
  NodeId inside_;
  std::size_t count_ = 0;
  std::uint32_t last_begin_ = 0;
  std::uint32_t first_kept_back_ = 0;
};

}  // namespace adxc::document

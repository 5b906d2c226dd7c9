// Where a YAML scalar ends, and the way from its decoded text back to its bytes. yaml-cpp tells
// the decoded text and where the scalar begins; the source is read along with it.
#pragma once

#include <string_view>

#include "compiler/document/document.h"

namespace adxc::document {

struct YamlScalar {
  text::Fragment fragment;
  std::uint32_t end = 0;  // offset after its last character; a block scalar's last line break is
                          // outside
  bool exact = false;     // the source decodes to the text that was expected
  bool closed = true;     // false for quoted text whose closing quote is missing
};

/// The style of the scalar that begins at `begin`.
Style yaml_style(std::string_view text, std::uint32_t begin);

/// Reads the scalar at `place.begin`, whose decoded text is `decoded`. `place` becomes the
/// fragment's whole; its end is not looked at.
YamlScalar scan_yaml_scalar(std::string_view text, text::Span place, std::string_view decoded);

}  // namespace adxc::document

// The one wrapper around yaml-cpp: a stretch of text becomes a flat list of events with offsets,
// and its exceptions end here. What yaml-cpp does not say (where things end, where an empty value
// stands) is found out by YamlTree from the source.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/document/document.h"

namespace adxc::document {

enum class YamlEventKind : std::uint8_t {
  Null,    // `at` may be that of the next token
  Broken,  // stands for what an error cut off
  Scalar,
  Alias,
  SequenceStart,
  MapStart,
  End,  // of the innermost open sequence or map; has no place
};

struct YamlEvent {
  YamlEventKind kind = YamlEventKind::Broken;
  bool flow = false;     // [..] or {..}; also a pair `a: b` among the values of [..]
  bool cut = false;      // a sequence or map that was still open when reading failed, or the scalar
                         // in whose line it failed
  std::uint32_t at = 0;  // offset in the file of its first property (&anchor, !tag) or character
  std::uint32_t anchor = 0;  // its own, from 1; an Alias's target; 0 for none
  std::uint32_t next = 0;    // index of the event after it and everything inside it
  std::string tag;           // "?" for plain and untagged, "!" for quoted scalars, else the tag
  std::string text;          // a Scalar's, decoded
};

enum class YamlFaultKind : std::uint8_t { Syntax, TooDeep, TooManyValues, SecondDocument };

/// Why reading ended early.
struct YamlFault {
  YamlFaultKind kind = YamlFaultKind::Syntax;
  std::uint32_t at = 0;
  std::string said;                        // yaml-cpp's words, for a Syntax fault
  std::optional<std::uint32_t> open_flow;  // the innermost [ or { that is still open
};

/// The events of one document, well nested even after a fault; empty for an empty document.
struct YamlEvents {
  std::vector<YamlEvent> events;
  std::optional<YamlFault> fault;
};

/// Reads bytes [begin, end) of `text`, which hold at most one document.
YamlEvents read_yaml_events(std::string_view text, std::uint32_t begin, std::uint32_t end,
                            const Limits& limits);

}  // namespace adxc::document

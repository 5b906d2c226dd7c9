// What stands in a YAML file beside its values: comments and empty lines.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "compiler/document/document.h"

namespace adxc::writer {

struct Remarks {
  struct Beside {
    std::vector<std::string> above;  // comments on lines of their own, "# …"; "" is an empty line
    std::string behind;              // on the line of the key or the value
  };
  std::map<std::uint32_t, Beside> beside;  // by node
  std::vector<std::string> last;           // below everything
  std::size_t comments = 0;
  /// The file has anchors, aliases, tags or directives, which are no part of a document.
  bool more_than_values = false;
};

/// Of a document that was read from YAML without a mistake.
Remarks remarks_of(const document::Document& document);

}  // namespace adxc::writer

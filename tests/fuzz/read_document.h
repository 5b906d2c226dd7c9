// What the fuzz targets of both readers do: read, then hold the document against its promises,
// which makes every fragment and every pointer on the way.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "../unit/compiler/document/invariants.h"

namespace adxc {

inline void read_and_check(const char* path, std::string text) {
  text::SourceMap sources;
  diag::Sink sink;
  document::Limits limits;
  limits.nodes = 20'000;
  limits.expanded_aliases = 200;
  const document::Document document =
      document::read(sources.add(path, std::move(text)), sink, limits);
  const std::string broken = document::broken_promise(document, sink.all());
  if (broken.empty()) return;
  std::fprintf(stderr, "%s\n", broken.c_str());
  std::abort();
}

}  // namespace adxc

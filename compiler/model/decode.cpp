#include "compiler/model/decode.h"

#include "compiler/base/names.h"
#include "compiler/model/decoder.h"

namespace adxc::model {

template <typename T>
T decode(const document::Document& document, document::NodeId node, diag::Sink& sink,
         const DecodeOptions& options) {
  Decoder decoder(document, sink, options);
  return decoder.object<T>(node);
}

template LinkedService decode(const document::Document&, document::NodeId, diag::Sink&,
                              const DecodeOptions&);
template Dataset decode(const document::Document&, document::NodeId, diag::Sink&,
                        const DecodeOptions&);
template Pipeline decode(const document::Document&, document::NodeId, diag::Sink&,
                         const DecodeOptions&);
template Activity decode(const document::Document&, document::NodeId, diag::Sink&,
                         const DecodeOptions&);

void check(const document::Document& document, document::NodeId node, const Table& table,
           diag::Sink& sink, const DecodeOptions& options) {
  Decoder decoder(document, sink, options);
  decoder.check(node, table);
}

document::NodeId property_of(const document::Document& document, const PlainObject& object,
                             std::string_view name) {
  if (!object.node.valid()) return {};
  document::NodeId found;
  const Row* row = object.table == nullptr ? nullptr : find_row(*object.table, name);
  for (const document::NodeId child : document.children(object.node)) {
    const std::string_view key = document.key(child);
    const bool same = row == nullptr ? equal_fold(key, name) : find_row(*object.table, key) == row;
    if (same) found = child;
  }
  const bool null = found.valid() && document.kind(found) == document::NodeKind::Null;
  return null ? document::NodeId{} : found;
}

}  // namespace adxc::model

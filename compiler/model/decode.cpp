#include "compiler/model/decode.h"

#include "compiler/model/decoder.h"

namespace adxc::model {

template <typename T>
T decode(const document::Document& document, document::NodeId node, diag::Sink& sink) {
  Decoder decoder(document, sink);
  return decoder.object<T>(node);
}

template LinkedService decode(const document::Document&, document::NodeId, diag::Sink&);
template Dataset decode(const document::Document&, document::NodeId, diag::Sink&);
template Pipeline decode(const document::Document&, document::NodeId, diag::Sink&);
template Activity decode(const document::Document&, document::NodeId, diag::Sink&);

}  // namespace adxc::model

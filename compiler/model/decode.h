// From a located document to typed entities. The entities are made structs (made/model/structs.h):
//
//   LinkedService service = decode<LinkedService>(document, document.roots[0], sink);
//   if (const auto* adx = as<AzureDataExplorerLinkedService>(service.type_properties))
//     if (const std::string* database = adx->database.literal()) …
//
// - Members are Property<T> (property.h) and named in snake_case after the definition's own names.
// What
//   stands in "properties" of a linked service, dataset or pipeline is a member of the entity
//   itself.
// - `type_properties`, `location`, `source`, `sink`, `store_settings`, `format_settings`,
// `translator` are
//   variants over the tables of their kind and UntabledType; use as<T>(property).
// - Activity::nested holds the activity lists of loops and conditions, whatever the type.
// - Each struct has `node`, entities also `document`, and `kTable` with a Row (row.h) per member,
// in the
//   order of fields().
// - Case is folded: names, types and enum values come out in canonical spelling.
// - A pass always gets something usable: what is wrong is reported and then like absent.
#pragma once

#include "compiler/diag/diagnostic.h"
#include "compiler/document/document.h"
#include "made/model/structs.h"

namespace adxc::model {

/// Decodes the object at `node` and reports whatever its table does not allow. T is LinkedService,
/// Dataset, Pipeline or Activity. The document must outlive the result.
template <typename T>
T decode(const document::Document& document, document::NodeId node, diag::Sink& sink);

extern template LinkedService decode(const document::Document&, document::NodeId, diag::Sink&);
extern template Dataset decode(const document::Document&, document::NodeId, diag::Sink&);
extern template Pipeline decode(const document::Document&, document::NodeId, diag::Sink&);
extern template Activity decode(const document::Document&, document::NodeId, diag::Sink&);

}  // namespace adxc::model

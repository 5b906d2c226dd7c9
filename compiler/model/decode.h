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
//   variants over the structs of their kind and PlainObject, which stands for every type without a
//   struct; use as<T>(property) and property_of().
// - Activity::nested holds the activity lists of loops and conditions, whatever the type.
// - Each struct has `node`, entities also `document`, and `kTable` with a Row (row.h) per member,
// in the
//   order of fields().
// - Case is folded: names, types and enum values come out in canonical spelling.
// - A pass always gets something usable: what is wrong is reported and then like absent.
#pragma once

#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/document/document.h"
#include "made/model/structs.h"

namespace adxc::model {

struct DecodeOptions {
  /// Warns of what did not exist on that day yet; 0 takes everything.
  Date profile = 0;
  /// Asks the JSON Schema about every object, also where the decoder found nothing wrong.
  bool always_judge = false;
};

/// Decodes the object at `node` and reports whatever its table does not allow. T is LinkedService,
/// Dataset, Pipeline or Activity. The document must outlive the result.
template <typename T>
T decode(const document::Document& document, document::NodeId node, diag::Sink& sink,
         const DecodeOptions& options = {});

extern template LinkedService decode(const document::Document&, document::NodeId, diag::Sink&,
                                     const DecodeOptions&);
extern template Dataset decode(const document::Document&, document::NodeId, diag::Sink&,
                               const DecodeOptions&);
extern template Pipeline decode(const document::Document&, document::NodeId, diag::Sink&,
                                const DecodeOptions&);
extern template Activity decode(const document::Document&, document::NodeId, diag::Sink&,
                                const DecodeOptions&);

/// Where the decoder and the JSON Schema of an object were of two minds.
struct Disagreement {
  document::NodeId object;
  bool decoder_found = false;  // it found an error where the schema finds none
  std::string sentence;        // of the schema, when it found one
};

/// Asks both about every object of a definition; `table` is that of its kind.
std::vector<Disagreement> disagreements(const document::Document& document, document::NodeId node,
                                        const Table& table);

/// Checks an object by the table of an entity without a struct: rows::kTrigger, …
void check(const document::Document& document, document::NodeId node, const Table& table,
           diag::Sink& sink, const DecodeOptions& options = {});

}  // namespace adxc::model

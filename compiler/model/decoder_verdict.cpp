// What the decoder found, held against the JSON Schema of each object. The schema has the last
// word: an error of ours that it does not share becomes a warning, and what it alone objects to is
// an error. An object in which nothing was found and nothing is in doubt is taken for valid without
// asking, unless the options say otherwise; tests hold the two to one verdict.
#include <algorithm>

#include "compiler/model/decoder.h"

namespace adxc::model {

void Decoder::judge(const Frame& frame) {
  const Table& table = *frame.matched.table;
  if (table.kind != "entity" && !table.typed_by_itself) return;
  const std::size_t here = findings_.errors() - frame.errors;
  const std::size_t own = here - (settled_ - frame.settled);
  const bool doubt = doubts_ > frame.doubts;
  if (own > 0 || doubt || options_.always_judge) {
    const Verdict verdict =
        ask_schema(*document_, frame.matched.object, table, frame.matched.type.table());
    const bool invalid = verdict.ruling == Ruling::Invalid;
    if (invalid) ++violations_;
    if (invalid != (own > 0) && !doubt && verdict.ruling != Ruling::None)
      disagreements_.push_back({frame.matched.object, own > 0, verdict.sentence});
    if (invalid && own == 0)
      findings_.schema_violation(document_->place(verdict.node), verdict.sentence);
    if (verdict.ruling == Ruling::Valid && own > 0) withdraw(frame);
  }
  settled_ = frame.settled + findings_.errors() - frame.errors;
  if (here > 0) settled_findings_.emplace_back(frame.found, findings_.count());
}

/// Weakens the errors found in an object itself, not those in objects that were judged before.
void Decoder::withdraw(const Frame& frame) {
  for (std::size_t i = frame.found; i < findings_.count(); ++i) {
    const bool settled =
        std::any_of(settled_findings_.begin(), settled_findings_.end(),
                    [i](const auto& range) { return i >= range.first && i < range.second; });
    if (!settled) findings_.weaken(i);
  }
}

std::vector<Disagreement> disagreements(const document::Document& document, document::NodeId node,
                                        const Table& table) {
  diag::Sink sink;
  Decoder decoder(document, sink, {.always_judge = true});
  if (&table == LinkedService::kTable)
    decoder.object<LinkedService>(node);
  else if (&table == Dataset::kTable)
    decoder.object<Dataset>(node);
  else if (&table == Pipeline::kTable)
    decoder.object<Pipeline>(node);
  else
    decoder.check(node, table);
  return decoder.disagreements();
}

}  // namespace adxc::model

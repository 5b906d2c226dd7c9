#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/rules.h"
#include "made/model/rows.h"

namespace adxc::rules {

extern const Rule required_in_role;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string> kRequiredInRole{
    {"required-in-role", diag::Severity::Error},
    "`{}` is missing; a source can do without it, but `{}` writes to this dataset"};

/// The table of a dataset type, or null.
const model::Table* table_of(std::string_view type) {
  const model::TypeName* known = model::find_type(model::rows::kAnyDataset, type);
  return known == nullptr ? nullptr : known->table;
}

/// Reports what the dataset lacks for the activity that writes to it.
void check_use(const Program& program, const Activity& activity, const Link& link,
               const model::Dataset& dataset, diag::Sink& sink) {
  const model::Table* table = table_of(dataset.type.value_or(""));
  if (table == nullptr) return;
  const document::Document& document = *dataset.document;
  const document::NodeId written = dataset.type_properties.node;
  for (const model::Row& row : table->rows) {
    const bool missing = !written.valid() || !document.find(written, row.name).valid();
    if (row.required != model::Required::Sink || !missing) continue;
    const document::NodeId place = written.valid() ? written : dataset.type.node;
    sink.report(kRequiredInRole, document.key_place(place), row.name, activity.name)
        .related.push_back({program.place(activity.pipeline, link.node), "it is written to here"});
  }
}

void check_program(const Program& program, diag::Sink& sink) {
  std::set<ObjectId> judged;  // one finding per dataset, however often it is written to
  for (const Activity& activity : program.activities) {
    const auto* outputs = activity.entity->outputs.literal();
    if (outputs == nullptr) continue;
    for (const model::Reference& output : *outputs) {
      const Link* link = program.link_at(activity.pipeline, output.node);
      const model::Dataset* dataset = program.dataset_of(link);
      if (dataset == nullptr || !judged.insert(link->target).second) continue;
      check_use(program, activity, *link, *dataset, sink);
    }
  }
}

}  // namespace

const Rule required_in_role = {check_program};

}  // namespace adxc::rules

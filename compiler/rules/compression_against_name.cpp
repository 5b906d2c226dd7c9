#include <algorithm>
#include <array>

#include "compiler/base/names.h"
#include "compiler/program/copies.h"
#include "compiler/rules/rules.h"
#include "compiler/rules/written_text.h"

namespace adxc::rules {

extern const Rule compression_against_name;

namespace {

using namespace program;
using document::Document;
using document::NodeId;

constexpr diag::Kind<std::string_view, std::string_view> kCompressionAgainstName{
    {"compression-against-name", diag::Severity::Warning},
    "`{}` reads like a compressed file, but the dataset says nothing of `{}`"};

/// Endings of compressed files.
constexpr std::array<std::string_view, 5> kEndings = {".gz", ".zip", ".bz2", ".tgz", ".deflate"};

/// Where a type of dataset says how its files are compressed; "" for types whose files carry it
/// inside, and for Binary, whose files may be copied as they are.
std::string_view compression_property(std::string_view type) {
  for (const std::string_view text : {"DelimitedText", "Json", "Xml", "Excel"})
    if (equal_fold(type, text)) return text == "DelimitedText" ? "compressionCodec" : "compression";
  return "";
}

void check_program(const Program& program, diag::Sink& sink) {
  for (const model::Dataset& dataset : program.datasets) {
    const std::string_view property = compression_property(dataset.type.value_or(""));
    const NodeId properties = properties_of(dataset);
    if (property.empty() || !properties.valid()) continue;
    const Document& document = *dataset.document;
    const bool said = document.find(properties, "compressionCodec").valid() ||
                      document.find(properties, "compression").valid();
    const NodeId location = object_at(document, properties, "location");
    if (said || !location.valid()) continue;
    const std::string_view name = text_at(document, location, "fileName");
    if (name.find('@') != std::string_view::npos) continue;
    const bool packed = std::ranges::any_of(
        kEndings, [&](std::string_view ending) { return ends_with_fold(name, ending); });
    if (!packed) continue;
    sink.report(kCompressionAgainstName, document.place(document.find(location, "fileName")), name,
                property);
  }
}

}  // namespace

const Rule compression_against_name = {check_program};

}  // namespace adxc::rules

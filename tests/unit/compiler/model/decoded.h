// A definition decoded from text, with all that was found.
#pragma once

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "compiler/model/decode.h"

/// Findings are shown one a line when a test fails.
template <>
struct doctest::StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& lines) {
    return fmt::format("\n{}\n", fmt::join(lines, "\n")).c_str();
  }
};

namespace adxc::test {

template <typename T>
struct Decoded {
  Decoded(std::string path, std::string text)
      : document(document::read(sources.add(std::move(path), std::move(text)), sink)),
        entity(model::decode<T>(document, document.roots.at(0), sink)) {}

  /// "line:column severity slug: message", one a finding.
  std::vector<std::string> found() const {
    std::vector<std::string> lines;
    for (const diag::Diagnostic& finding : sink.all()) {
      const text::Position at = document.file->position(finding.place.span.begin);
      lines.push_back(fmt::format("{}:{} {} {}: {}", at.line, at.column,
                                  diag::word(finding.rule.severity), finding.rule.slug,
                                  finding.message));
    }
    return lines;
  }

  text::SourceMap sources;
  diag::Sink sink;
  document::Document document;
  T entity;
};

/// A linked service to Azure Data Explorer with these typeProperties.
inline Decoded<model::LinkedService> adx(const std::string& type_properties) {
  return {"linkedService/Adx.json",
          R"({"name": "Adx", "properties": {"type": "AzureDataExplorer", "typeProperties": )" +
              type_properties + "}}"};
}

/// A pipeline with one activity.
inline Decoded<model::Pipeline> pipeline(const std::string& activity) {
  return {"pipeline/P.json", R"({"name": "P", "properties": {"activities": [)" + activity + "]}}"};
}

/// A pipeline with one copy activity from this source to Azure Data Explorer.
inline Decoded<model::Pipeline> copy_from(const std::string& source) {
  return pipeline(R"({"name": "C", "type": "Copy",
    "inputs": [{"referenceName": "A", "type": "DatasetReference"}],
    "outputs": [{"referenceName": "B", "type": "DatasetReference"}],
    "typeProperties": {"sink": {"type": "AzureDataExplorerSink"}, "source":)" +
                  source + "}}");
}

using Findings = std::vector<std::string>;

}  // namespace adxc::test

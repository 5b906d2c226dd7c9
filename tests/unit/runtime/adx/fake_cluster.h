// A cluster of one table in memory, behind a scripted network, that can lose requests and answers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "../auth/scripted_world.h"
#include "answers.h"

namespace adxc::tests {

struct FakeCluster {
  enum class Fault { None, LoseRequest, LoseAnswer, ServerError, RunTwice, Refuse };

  struct Extent {
    std::vector<std::string> tags;
    std::vector<std::string> rows;  // CSV records
  };

  /// Answers a request as the service would.
  Result<sys::Response> operator()(const sys::Request& request) {
    const auto body = nlohmann::json::parse(request.body);
    const std::string csl = body["csl"];
    commands.push_back(csl);
    if (request.url.ends_with("/v2/rest/query")) return answered(200, query_answer);
    if (csl.starts_with(".ingest inline")) return ingest(csl);
    if (csl.find(" schema as json") != std::string::npos) return answered(200, schema_answer());
    if (csl.find(" ingestion csv mapping ") != std::string::npos) return mapping_answer(csl);
    if (csl.find(" extents where tags ") != std::string::npos)
      return answered(200, extents_answer(csl));
    return answered(
        400,
        R"({"error":{"code":"BadRequest_SyntaxError","@message":"unknown command","@permanent":true}})");
  }

  std::vector<std::string> rows() const {
    std::vector<std::string> all;
    for (const Extent& extent : extents)
      all.insert(all.end(), extent.rows.begin(), extent.rows.end());
    return all;
  }

  std::map<std::string, std::string> mappings;  // by name, JSON
  std::vector<std::pair<std::string, std::string>> columns;
  std::vector<Fault> faults;  // of the ingestions, in order; None after the last
  std::vector<Extent> extents;
  std::vector<std::string> commands;
  std::string query_answer;

 private:
  static std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

  Result<sys::Response> ingest(const std::string& csl) {
    const Fault fault = ingestions < faults.size() ? faults[ingestions] : Fault::None;
    ++ingestions;
    if (fault == Fault::LoseRequest) return fail(ErrorKind::Timeout, "no answer");
    if (fault == Fault::Refuse)
      return answered(
          400,
          R"({"error":{"code":"BadRequest_InvalidBlob","@message":"no such data","@permanent":true}})");
    run(csl);
    if (fault == Fault::RunTwice) run(csl);
    if (fault == Fault::LoseAnswer) return fail(ErrorKind::Unavailable, "connection reset");
    if (fault == Fault::ServerError) return answered(503, "");
    return answered(200, v1(R"({"ColumnName":"ExtentId","DataType":"Guid"})",
                            R"(["6f3c1072-2739-461c-8aa7-3cfc8ff528a8"])"));
  }

  void run(const std::string& csl) {
    Extent extent;
    const std::size_t tags = csl.find("tags=") + 5;
    const std::size_t end = csl.find(", validationPolicy", tags);
    const std::string text = nlohmann::json::parse(csl.substr(tags, end - tags));
    extent.tags = nlohmann::json::parse(text).get<std::vector<std::string>>();
    const std::string data = csl.substr(csl.find("<|\n") + 3);
    std::string record;
    bool in_quotes = false;
    for (const char c : data) {
      in_quotes = in_quotes != (c == '"');
      if (c == '\n' && !in_quotes)
        extent.rows.push_back(std::exchange(record, ""));
      else
        record += c;
    }
    extents.push_back(std::move(extent));
  }

  std::string schema_answer() const {
    nlohmann::json ordered = nlohmann::json::array();
    for (const auto& [name, type] : columns) ordered.push_back({{"Name", name}, {"CslType", type}});
    const std::string schema = nlohmann::json{{"Name", "T"}, {"OrderedColumns", ordered}}.dump();
    return v1(
        R"({"ColumnName":"TableName","DataType":"String"},{"ColumnName":"Schema","DataType":"String"})",
        "[\"T\"," + quoted(schema) + "]");
  }

  sys::Response mapping_answer(const std::string& csl) const {
    const std::string name = nlohmann::json::parse(csl.substr(csl.find('"')));
    const auto found = mappings.find(name);
    if (found == mappings.end())
      return answered(
          400,
          R"({"error":{"code":"BadRequest_EntityNotFound","@message":"no mapping","@permanent":true}})");
    return answered(
        200,
        v1(R"({"ColumnName":"Name","DataType":"String"},{"ColumnName":"Mapping","DataType":"String"})",
           "[" + quoted(name) + "," + quoted(found->second) + "]"));
  }

  std::string extents_answer(const std::string& csl) const {
    const std::string wanted = nlohmann::json::parse(csl.substr(csl.find('"')));
    const bool part = csl.find(" contains ") != std::string::npos;
    std::string rows;
    for (const Extent& extent : extents) {
      bool match = false;
      std::string tags;
      for (const std::string& tag : extent.tags) {
        match = match || (part ? tag.find(wanted) != std::string::npos : tag == wanted);
        tags += (tags.empty() ? "" : "\r\n") + tag;
      }
      if (match)
        rows += (rows.empty() ? "[" : ",[") + std::to_string(extent.rows.size()) + "," +
                quoted(tags) + "]";
    }
    return v1(
        R"({"ColumnName":"RowCount","ColumnType":"long"},{"ColumnName":"Tags","ColumnType":"string"})",
        rows);
  }

  std::size_t ingestions = 0;
};

}  // namespace adxc::tests

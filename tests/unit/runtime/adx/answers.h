// Answers of the service, written by hand after the documented protocol.
#pragma once

#include <string>

namespace adxc::tests {

inline const std::string kHeader =
    R"({"FrameType":"DataSetHeader","IsProgressive":false,"Version":"v2.0","IsFragmented":false,"ErrorReportingPlacement":"InData"})";
inline const std::string kProperties =
    R"({"FrameType":"DataTable","TableId":0,"TableKind":"QueryProperties","TableName":"@ExtendedProperties","Columns":[{"ColumnName":"TableId","ColumnType":"int"},{"ColumnName":"Key","ColumnType":"string"},{"ColumnName":"Value","ColumnType":"dynamic"}],"Rows":[[1,"Visualization","{\"Visualization\":null}"]]})";
inline const std::string kCompletion =
    R"({"FrameType":"DataSetCompletion","HasErrors":false,"Cancelled":false})";

inline std::string primary(const std::string& columns, const std::string& rows) {
  return R"({"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","TableName":"PrimaryResult","Columns":[)" +
         columns + R"(],"Rows":[)" + rows + "]}";
}

inline std::string status(const std::string& level, const std::string& payload) {
  return R"({"FrameType":"DataTable","TableId":2,"TableKind":"QueryCompletionInformation","TableName":"QueryCompletionInformation","Columns":[{"ColumnName":"Level","ColumnType":"int"},{"ColumnName":"Payload","ColumnType":"string"}],"Rows":[[)" +
         level + "," + payload + "]]}";
}

inline std::string dataset(const std::string& frames) {
  return "[" + kHeader + ",\r\n" + kProperties + "," + frames + "]";
}

inline std::string v1(const std::string& columns, const std::string& rows) {
  return R"({"Tables":[{"TableName":"Table_0","Columns":[)" + columns + R"(],"Rows":[)" + rows +
         "]}]}";
}

}  // namespace adxc::tests

// The rows of schemas/functions/kql/*.yaml, as the tool reads them that makes C++ and the reference
// page of them. The compiler itself uses what was made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/error.h"

namespace adxc::functions {

struct Parameter {
  std::string name;
  std::uint16_t types = 0;  // a bit for each ScalarType
  bool common = false;      // takes the common type of all common arguments
  bool type_literal = false;
  bool columns = false;  // `*` is allowed
  bool optional = false;
};

struct Signature {
  std::string text;
  std::vector<Parameter> parameters;
  std::size_t repeat_begin = 0;  // parameters [begin, begin + size) repeat together
  std::size_t repeat_size = 0;
  std::string result;  // a type or a rule, as written; of `tuple`, the first output's type
};

/// A column of a function that gives several.
struct Output {
  std::string name;
  std::string type;
};

struct Row {
  std::string name;
  std::string family;
  bool aggregate = false;
  std::vector<Signature> signatures;
  std::string column;
  std::vector<Output> outputs;
  std::string instead;  // what to write in place of a function that is obsolete
  std::string doc;
  std::string sql;
  std::vector<std::pair<std::string, std::string>> examples;  // expression, value
};

/// All rows, scalars before aggregates, each by name: the position of a row is its FunctionId.
struct Tables {
  std::vector<Row> rows;
  std::vector<std::string> known_scalars;
  std::vector<std::string> known_aggregates;
  std::vector<std::string> plugins;
};

Result<Tables> read_tables(const std::vector<std::string>& files);

/// `(name: type, …): result`.
Result<Signature> read_signature(std::string_view text);

/// compiler/kql's tables: names and signatures.
std::string make_signatures(const Tables& tables);
/// runtime/engine's table: one SQL template for each row, in the order of the rows.
std::string make_sql(const Tables& tables);
/// docs/reference/kql-functions.md.
std::string make_page(const Tables& tables);

}  // namespace adxc::functions

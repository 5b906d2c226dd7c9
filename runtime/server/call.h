// One call of the REST API, free of any HTTP library, and what its body asks for.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "runtime/engine/engine.h"

namespace adxc::server {

/// A request as it came in. Header names are in lower case.
struct Call {
  std::string method;
  std::string path;
  std::map<std::string, std::string> arguments;  // of the URL, decoded
  std::map<std::string, std::string> headers;
  std::string body;
};

/// What a query or management call wants.
struct Wanted {
  std::string database;
  std::string text;
  engine::Options options;
  bool fragmented = false;     // results_v2_fragment_primary_tables
  bool newlines = false;       // results_v2_newlines_between_frames
  bool errors_at_end = false;  // results_error_reporting_placement is not in_data
};

/// Reads the JSON body of a POST, or the arguments of a GET (which is read-only). `properties` may
/// be an object or a string that holds one; unknown request properties are passed over, as the
/// service does.
tl::expected<Wanted, engine::Refusal> read_wanted(const Call& call);

}  // namespace adxc::server

// Values out of one JSON object or array; paths into it. The parser's library is seen in the .cpp
// only.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/base/error.h"

namespace adxc::encoding {

enum class JsonKind { Null, Bool, Number, String, Tree };

/// "a number", for messages.
std::string_view phrase(JsonKind kind);

struct JsonValue {
  JsonKind kind = JsonKind::Null;
  /// Bool, Number: as written. String: unescaped. Tree (object or array): compact JSON. Null: "".
  std::string_view text;
};

/// Takes objects and arrays apart, one level at a time. Strings must be UTF-8; numbers keep every
/// digit.
class JsonParser {
 public:
  JsonParser();
  JsonParser(JsonParser&&) noexcept;
  JsonParser& operator=(JsonParser&&) noexcept;
  ~JsonParser();

  /// Called with a property's name, or with "" and the position of an element. What it is given is
  /// valid during the call.
  using Visitor = std::function<Result<void>(std::string_view name, std::size_t position,
                                             const JsonValue& value)>;

  /// Visits what stands directly in the object or array `json`. Errors: Data with what is wrong,
  /// and the visitor's.
  Result<void> each(std::string_view json, const Visitor& visit);

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

/// Property names and array positions, from the outside in.
using JsonPath = std::vector<std::variant<std::string, std::size_t>>;

/// Reads `$['a b'].c[0]`, with or without the `$`, and `a.b`; nothing when it is none, or has
/// wildcards or filters.
std::optional<JsonPath> parse_json_path(std::string_view text);

}  // namespace adxc::encoding

// The settings that adxc.yaml may have: schemas/config/adxc.yaml, compiled into the program.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/document/document.h"

namespace adxc::policy {

struct Setting {
  enum class Type {
    Object,    // of properties
    List,      // of element
    Map,       // of element, under any key
    Text,      // any
    Int,       // minimum to maximum
    Enum,      // one of values
    Size,      // bytes: 16MiB, 500KB, 1000
    Date,      // 2027-01-31
    Rule,      // name of a rule or family, `default` or `all`
    Silenced,  // the same, but nothing of the family `syntax`
  };
  std::string name;
  Type type = Type::Text;
  std::string doc;
  std::string default_text;  // of a List: its only item
  bool required = false;
  std::vector<std::string> values;
  std::int64_t minimum = std::numeric_limits<std::int64_t>::min();
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
  std::vector<Setting> properties;
  std::vector<Setting> element;  // one for List and Map
  std::optional<Type> keys;      // what the keys of a Map are
};

/// The object of all settings.
const Setting& settings();

/// Reports whatever the table does not allow below `node`.
void check(const document::Document& document, document::NodeId node, const Setting& setting,
           diag::Sink& sink);

/// JSON Schema of adxc.yaml, draft 7.
std::string settings_schema();

/// Bytes of "16MiB"; empty when the text is no size.
std::optional<std::size_t> size_of(std::string_view text);

/// The text of schemas/config/adxc.yaml.
std::string_view settings_table();

}  // namespace adxc::policy

// Scalars typed by a row: what a text, number or word means where it stands. Inner header of
// compiler/model.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/document/document.h"
#include "compiler/model/row.h"

namespace adxc::model {

bool is_text(document::NodeKind kind);    // JSON string or any YAML scalar that is not null
bool is_scalar(document::NodeKind kind);  // text, number, true or false

/// true or false; YAML's other words for them (`yes`, `off`, …) only in plain scalars.
std::optional<bool> read_bool(const document::Node& node);

/// A whole number, also one spelt `1e3` or `5.0`. Empty if it is none.
std::optional<double> read_number(const document::Node& node);

/// True if the text has the shape of a time span; its parts are within their own bounds.
std::optional<std::int64_t> read_timespan(std::string_view text);

/// The canonical spelling of an enum value or of a synonym; "" when it is none.
std::string_view canonical_value(const Row& row, std::string_view written);

/// The row of a list's or map's elements. Only scalars among them may be computed one by one.
Row element_row(const Row& row);

/// Characters (code points) in UTF-8 text.
std::size_t length(std::string_view utf8);

}  // namespace adxc::model

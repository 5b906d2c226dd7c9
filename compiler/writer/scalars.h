// What a scalar is in JSON, whichever language it was written in, and how YAML has to spell a text
// so that every reader takes it for that text.
#pragma once

#include <string>
#include <string_view>

#include "compiler/document/document.h"

namespace adxc::writer {

/// The kind of a node in JSON: YAML's plain scalars become numbers, true, false and null as the
/// core schema of YAML 1.2 has them, where JSON can spell them; all others are text.
document::NodeKind json_kind(const document::Node& node);

/// A text as JSON writes it, quotes included; what is not a control character stays as it is.
std::string json_text(std::string_view text);

/// True if the text may stand in YAML without quotes and no reader, of YAML 1.1 or 1.2, takes it
/// for anything else.
bool is_plain(std::string_view text);

/// A text on one line of YAML: plain, or in single quotes, or in double quotes.
std::string yaml_line(std::string_view text);

/// True if the text has several lines and a block `|` says it exactly.
bool is_block(std::string_view text);

/// The block, from `|` on, its lines `indent` blanks in; `step` is how much deeper that is than
/// what the block belongs to. `remark` stands behind the `|`.
std::string yaml_block(std::string_view text, std::size_t indent, std::size_t step,
                       std::string_view remark);

/// Two documents say the same: same kinds, same texts, same spelling of numbers. With `any_order`
/// the keys of objects may stand in another order.
bool same(const document::Document& a, const document::Document& b, bool any_order);

}  // namespace adxc::writer

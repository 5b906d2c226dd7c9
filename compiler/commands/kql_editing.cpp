#include "compiler/commands/kql_editing.h"

#include <charconv>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/cli/run.h"
#include "compiler/commands/rewriting.h"
#include "compiler/kql/complete.h"
#include "compiler/kql/format.h"
#include "compiler/kql/parser.h"

namespace adxc::commands {
namespace {

using Json = nlohmann::ordered_json;

std::size_t units_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if ((byte & 0xC0) == 0x80) return 0;
  return byte >= 0xF0 ? 2 : 1;
}

enum class Layout { Kept, Changed, Refused };

/// The query laid out; what is wrong with one that cannot be read is said.
std::optional<std::string> laid_out(const std::string& name, const std::string& text,
                                    cli::Context& context) {
  auto made = adxc::kql::format(text);
  if (made) return made;
  text::SourceMap sources;
  diag::Sink sink;
  const text::SourceFile& file = sources.add(name, text);
  const text::Span all{file.id, 0, static_cast<std::uint32_t>(text.size())};
  const auto fragment = text::Fragment::verbatim(file.text, all);
  adxc::kql::report_syntax(adxc::kql::parse(text), {fragment, "", sink});
  print_errors(sink, sources, context);
  return std::nullopt;
}

Result<Layout> format_one(const std::string& path, bool check, cli::Context& context) {
  ADXC_LET(text, read_input(path, context));
  const auto made = laid_out(path == "-" ? "stdin" : path, text, context);
  if (!made) return Layout::Refused;
  const bool changed = *made != text;
  if (path == "-" && !check) {
    context.out << *made;
    return Layout::Kept;
  }
  if (!changed) return Layout::Kept;
  if (check) {
    context.out << path << '\n';
    return Layout::Changed;
  }
  std::ofstream file(path, std::ios::binary);
  file << *made;
  if (!file.flush()) return fail(ErrorKind::Denied, "`" + path + "` cannot be written");
  return Layout::Changed;
}

}  // namespace

std::size_t Utf16::offset(std::size_t byte) {
  if (byte < byte_) byte_ = units_ = 0;
  for (; byte_ < byte && byte_ < text_.size(); ++byte_) units_ += units_of(text_[byte_]);
  return units_;
}

std::size_t Utf16::byte(std::size_t offset) {
  byte_ = units_ = 0;
  while (byte_ < text_.size() && (units_ < offset || units_of(text_[byte_]) == 0)) {
    units_ += units_of(text_[byte_++]);
  }
  return byte_;
}

int format_queries(const std::vector<std::string>& paths, bool check, cli::Context& context) {
  int code = cli::kOk;
  for (const std::string& path : paths) {
    const auto done = format_one(path, check, context);
    if (!done) return cli::misuse(context, done.error().text());
    const bool wrong = *done == Layout::Refused || (check && *done == Layout::Changed);
    if (wrong) code = cli::kFindings;
  }
  return code;
}

int complete_query(const std::string& path, const std::string& offset,
                   const adxc::kql::Catalog* tables, cli::Context& context) {
  std::size_t units = 0;
  const auto [end, trouble] = std::from_chars(offset.data(), offset.data() + offset.size(), units);
  if (trouble != std::errc() || end != offset.data() + offset.size()) {
    return cli::misuse(context, fmt::format("`{}` is no offset; expected a number", offset));
  }
  const auto text = read_input(path, context);
  if (!text) return cli::misuse(context, text.error().text());
  Utf16 places(*text);
  const auto found = adxc::kql::complete(*text, places.byte(units), tables);
  Json items = Json::array();
  for (const auto& one : found.items) {
    Json item = {{"label", one.label}, {"kind", adxc::kql::word(one.kind)}};
    if (!one.detail.empty()) item["detail"] = one.detail;
    items.push_back(std::move(item));
  }
  const std::size_t start = places.offset(found.replaced.begin);
  const Json made = {{"start", start},
                     {"length", places.offset(found.replaced.end) - start},
                     {"items", std::move(items)}};
  context.out << made.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  return cli::kOk;
}

}  // namespace adxc::commands

#include "compiler/text/source_file.h"

#include <algorithm>
#include <limits>

#include "compiler/base/assert.h"

namespace adxc::text {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1)) {
    starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

std::uint32_t count_characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool has_long_line(const std::vector<std::uint32_t>& starts, std::size_t size) {
  const auto is_long = [](std::size_t begin, std::size_t end) {
    return end - begin > SourceFile::kStride;
  };
  for (std::size_t i = 1; i < starts.size(); ++i) {
    if (is_long(starts[i - 1], starts[i])) return true;
  }
  return is_long(starts.back(), size);
}

std::vector<std::uint32_t> find_characters(std::string_view text,
                                           const std::vector<std::uint32_t>& line_starts) {
  if (!has_long_line(line_starts, text.size())) return {};
  std::vector<std::uint32_t> before{0};
  for (std::size_t at = 0; at + SourceFile::kStride <= text.size(); at += SourceFile::kStride) {
    before.push_back(before.back() + count_characters(text.substr(at, SourceFile::kStride)));
  }
  return before;
}

}  // namespace

std::string_view SourceFile::view(Span span) const {
  ADXC_ASSERT(span.begin <= span.end && span.end <= text.size());
  return std::string_view(text).substr(span.begin, span.size());
}

void SourceFile::take(std::string bytes) {
  text = std::move(bytes);
  encoding = encoding_of(text);
  if (encoding != Encoding::Utf8) {
    std::optional<std::string> decoded = utf8_of(text, encoding);
    if (!decoded) encoding = Encoding::Utf8;  // whoever reads it will object to its bytes
    if (decoded) text = *std::move(decoded);
  }
  ADXC_ASSERT(text.size() < std::numeric_limits<std::uint32_t>::max());
  line_starts = find_line_starts(text);
  characters_before = find_characters(text, line_starts);
}

Position SourceFile::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  const auto after = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
  std::uint32_t begin = *(after - 1);
  const auto row = static_cast<std::uint32_t>(after - line_starts.begin());
  if (begin == 0 && text.starts_with(kByteOrderMark)) begin = std::min<std::uint32_t>(offset, 3);
  const std::uint32_t characters =
      characters_before.empty()
          ? count_characters(std::string_view(text).substr(begin, offset - begin))
          : characters_until(offset) - characters_until(begin);
  return {row, characters + 1};
}

std::uint32_t SourceFile::characters_until(std::uint32_t offset) const {
  const std::uint32_t block = offset / kStride;
  const std::uint32_t begin = block * kStride;
  return characters_before[block] +
         count_characters(std::string_view(text).substr(begin, offset - begin));
}

std::string_view SourceFile::line(std::uint32_t number) const {
  if (number == 0 || number > line_starts.size()) return {};
  const std::uint32_t begin = line_starts[number - 1];
  std::string_view rest = std::string_view(text).substr(begin);
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  if (number == 1 && rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  return rest;
}

SourceFile& SourceMap::add(std::string path) {
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  return files_.emplace_back(SourceFile{id, std::move(path), "", {0}, {}});
}

const SourceFile& SourceMap::add(std::string path, std::string bytes) {
  SourceFile& file = add(std::move(path));
  file.take(std::move(bytes));
  return file;
}

const SourceFile& SourceMap::file(FileId id) const {
  ADXC_ASSERT(id.value < files_.size());
  return files_[id.value];
}

}  // namespace adxc::text

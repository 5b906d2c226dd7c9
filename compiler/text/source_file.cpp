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

bool has_long_line(const std::vector<std::uint32_t>& starts, std::size_t size, std::size_t stride) {
  const auto is_long = [&](std::size_t begin, std::size_t end) {
    return end - begin > stride;
  };
  for (std::size_t i = 1; i < starts.size(); ++i) {
    if (is_long(starts[i - 1], starts[i])) return true;
  }
  return is_long(starts.back(), size);
}

std::vector<std::uint32_t> find_characters(std::string_view text,
                                           const std::vector<std::uint32_t>& line_starts,
                                           std::size_t stride) {
  if (!has_long_line(line_starts, text.size(), stride)) return {};
  std::vector<std::uint32_t> before{0};
  for (std::size_t at = 0; at + stride <= text.size(); at += stride)
    before.push_back(before.back() + count_characters(text.substr(at, stride)));
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
  lines_.reset();
}

SourceFile::Lines SourceFile::lines_of(std::string_view text) {
  std::vector<std::uint32_t> starts = find_line_starts(text);
  std::vector<std::uint32_t> characters = find_characters(text, starts, kStride);
  return {std::move(starts), std::move(characters)};
}

const SourceFile::Lines& SourceFile::lines() const {
  if (!lines_) lines_ = lines_of(text);
  return *lines_;
}

Position SourceFile::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  const std::vector<std::uint32_t>& starts = lines().starts;
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  std::uint32_t begin = *(after - 1);
  const auto row = static_cast<std::uint32_t>(after - starts.begin());
  if (begin == 0 && text.starts_with(kByteOrderMark)) begin = std::min<std::uint32_t>(offset, 3);
  const std::uint32_t characters =
      lines().characters_before.empty()
          ? count_characters(std::string_view(text).substr(begin, offset - begin))
          : characters_until(offset) - characters_until(begin);
  return {row, characters + 1};
}

std::uint32_t SourceFile::characters_until(std::uint32_t offset) const {
  const std::uint32_t block = offset / kStride;
  const std::uint32_t begin = block * kStride;
  return lines().characters_before[block] +
         count_characters(std::string_view(text).substr(begin, offset - begin));
}

std::uint32_t SourceFile::line_begin(std::uint32_t number) const {
  ADXC_ASSERT(number > 0 && number <= lines().starts.size());
  return lines().starts[number - 1];
}

std::string_view SourceFile::line(std::uint32_t number) const {
  if (number == 0 || number > lines().starts.size()) return {};
  std::string_view rest = std::string_view(text).substr(line_begin(number));
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  if (number == 1 && rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  return rest;
}

SourceFile& SourceMap::add(std::string path) {
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  SourceFile& file = files_.emplace_back();
  file.id = id;
  file.path = std::move(path);
  return file;
}

const SourceFile& SourceMap::add(std::string path, std::string bytes) {
  SourceFile& file = add(std::move(path));
  file.take(std::move(bytes));
  return file;
}

void SourceMap::forget(FileId id) {
  ADXC_ASSERT(id.value < files_.size());
  SourceFile& file = files_[id.value];
  SourceFile empty;
  empty.id = id;
  empty.path = std::move(file.path);
  file = std::move(empty);
}

std::uint32_t SourceMap::take(SourceMap others) {
  const auto first = static_cast<std::uint32_t>(files_.size());
  for (SourceFile& file : others.files_) {
    file.id.value += first;
    files_.push_back(std::move(file));
  }
  return first;
}

const SourceFile& SourceMap::file(FileId id) const {
  ADXC_ASSERT(id.value < files_.size());
  return files_[id.value];
}

}  // namespace adxc::text

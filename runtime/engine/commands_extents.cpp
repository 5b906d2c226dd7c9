// `.show table T extents`.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/base/ticks.h"
#include "runtime/engine/command.h"

namespace adxc::engine {

namespace {

/// `tags has 'x'`: a whole tag equal; `contains`: a part of one, without case.
struct TagTest {
  bool negated = false;
  bool whole = true;
  std::string text;

  bool passes(const Extent& extent) const {
    const auto matches = [&](const std::string& tag) {
      return whole ? tag == text : fold_case(tag).find(fold_case(text)) != tag.npos;
    };
    return std::ranges::any_of(extent.tags, matches) != negated;
  }
};

Answer<TagTest> read_tag_test(CommandReader& reader) {
  if (!reader.take_words("tags")) return reader.wanted("`tags`");
  TagTest test;
  test.negated = reader.take("!");
  test.whole = reader.take_words("has");
  if (!test.whole && !reader.take_words("contains")) {
    return reader.wanted("`has`, `contains`, `!has` or `!contains`");
  }
  auto text = reader.string();
  if (!text) return tl::make_unexpected(text.error());
  test.text = std::move(*text);
  return test;
}

Answer<std::vector<TagTest>> read_tag_tests(CommandReader& reader) {
  std::vector<TagTest> tests;
  if (!reader.take_words("where")) return tests;
  do {
    auto test = read_tag_test(reader);
    if (!test) return tl::make_unexpected(test.error());
    tests.push_back(std::move(*test));
  } while (reader.take_words("and"));
  return tests;
}

CommandResult::Row extent_row(const Database& database, const Table& table, const Extent& extent) {
  const std::string created = print_datetime(extent.created);
  const std::string bytes = fmt::format("{}.0", extent.bytes);
  return {extent.id,
          database.name,
          table.name,
          created,
          bytes,
          bytes,
          bytes,
          "0.0",
          "1",
          "1",
          "00000000-0000-0000-0000-000000000000",
          fmt::to_string(extent.rows),
          created,
          fmt::format("{}", fmt::join(extent.tags, "\r\n")),
          "StorageV3",
          "0"};
}

}  // namespace

Answer<CommandResult> show_extents(CommandContext& context, const Table& table) {
  context.reader.take_words("hot");
  auto tests = read_tag_tests(context.reader);
  if (!tests) return tl::make_unexpected(tests.error());
  if (auto end = context.reader.expect_end(); !end) return tl::make_unexpected(end.error());
  auto extents = answered(extents_of(context.connection, table));
  if (!extents) return tl::make_unexpected(extents.error());
  CommandResult result{{{"ExtentId", ScalarType::Guid},
                        {"DatabaseName", ScalarType::String},
                        {"TableName", ScalarType::String},
                        {"MaxCreatedOn", ScalarType::DateTime},
                        {"OriginalSize", ScalarType::Real},
                        {"ExtentSize", ScalarType::Real},
                        {"CompressedSize", ScalarType::Real},
                        {"IndexSize", ScalarType::Real},
                        {"Blocks", ScalarType::Long},
                        {"Segments", ScalarType::Long},
                        {"ExtentContainerId", ScalarType::String},
                        {"RowCount", ScalarType::Long},
                        {"MinCreatedOn", ScalarType::DateTime},
                        {"Tags", ScalarType::String},
                        {"Kind", ScalarType::String},
                        {"DeletedRowCount", ScalarType::Long}},
                       {}};
  for (const Extent& extent : *extents) {
    if (std::ranges::all_of(*tests, [&](const TagTest& test) { return test.passes(extent); })) {
      result.rows.push_back(extent_row(context.database, table, extent));
    }
  }
  return result;
}

}  // namespace adxc::engine

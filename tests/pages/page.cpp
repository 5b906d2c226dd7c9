#include "page.h"

#include <algorithm>

namespace adxc::pages {
namespace {

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

/// A fenced block: lines [begin, end) of the page between its fences.
struct Block {
  std::size_t fence = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string language;
};

/// The fence a line opens, "" when it opens none.
std::string fence_of(std::string_view line) {
  if (!line.starts_with("```") && !line.starts_with("~~~")) return "";
  return std::string(line.substr(0, std::min(line.find_first_not_of(line[0]), line.size())));
}

bool closes(std::string_view line, std::string_view fence) {
  const std::size_t rest = std::min(line.find_first_not_of(fence[0]), line.size());
  return rest >= fence.size() && line.find_first_not_of(" \t", rest) == std::string_view::npos;
}

/// `path` alone on a line between backticks, else "".
std::string path_line(std::string_view line) {
  if (line.size() < 3 || line.front() != '`' || line.back() != '`') return "";
  const std::string_view inner = line.substr(1, line.size() - 2);
  return inner.find('`') == std::string_view::npos ? std::string(inner) : "";
}

/// A path that stays below the section's folder.
bool is_inside(std::string_view path) {
  return !path.empty() && path.front() != '/' && path != ".." && !path.starts_with("../") &&
         path.find("/../") == std::string_view::npos && !path.ends_with("/..");
}

class Parser {
 public:
  explicit Parser(std::string_view markdown) {
    page_.lines = split_lines(markdown);
    page_.sections.push_back({"", 1, {}});
  }

  Page parse() {
    for (std::size_t at = 0; at < page_.lines.size();) at = take(at);
    finish_section();
    return std::move(page_);
  }

 private:
  const std::string& line(std::size_t at) const { return page_.lines[at]; }
  Section& section() { return page_.sections.back(); }
  void wrong(std::size_t at, std::string message) {
    page_.mistakes.push_back({at + 1, std::move(message)});
  }

  /// Takes what begins at line `at` and returns the line after it.
  std::size_t take(std::size_t at) {
    if (line(at).starts_with("# ") || line(at).starts_with("## ")) {
      finish_section();
      page_.sections.push_back({line(at).substr(line(at).find(' ') + 1), at + 1, {}});
      return at + 1;
    }
    const std::string fence = fence_of(line(at));
    if (fence.empty()) return at + 1;
    Block block{at, at + 1, at + 1, line(at).substr(fence.size())};
    while (block.end < page_.lines.size() && !closes(line(block.end), fence)) ++block.end;
    if (block.end == page_.lines.size()) wrong(at, "this block is never closed");
    take_block(block);
    return block.end + 1;
  }

  void take_block(const Block& block) {
    const std::string path = block.fence > 0 ? path_line(line(block.fence - 1)) : "";
    if (!path.empty()) return take_file(block, path);
    if (block.language == "console") return take_console(block);
    if (block.language == "kql" || block.language == "expr") {
      query_ = block;
      return;
    }
    if (block.language == "result") take_result(block);
    query_ = {};
  }

  void take_file(const Block& block, const std::string& path) {
    if (!is_inside(path)) return wrong(block.fence - 1, "`" + path + "` leaves the folder");
    Step step{Step::Kind::File, block.fence, path, "", 0, 0};
    for (std::size_t at = block.begin; at < block.end; ++at) step.text += line(at) + "\n";
    section().steps.push_back(std::move(step));
  }

  /// The end of what is shown in [begin, end): blank lines at the end do not count.
  std::size_t without_blanks(std::size_t begin, std::size_t end) const {
    while (end > begin && line(end - 1).empty()) --end;
    return end;
  }

  void take_console(const Block& block) {
    std::vector<std::size_t> commands;
    for (std::size_t at = block.begin; at < block.end; ++at) {
      if (line(at).starts_with("$ ")) commands.push_back(at);
    }
    if (commands.empty()) return wrong(block.fence, "a console block runs nothing");
    if (without_blanks(block.begin, commands.front()) != block.begin) {
      wrong(block.begin, "output stands before the first command");
    }
    for (std::size_t i = 0; i < commands.size(); ++i) {
      const std::size_t at = commands[i];
      const std::size_t next = i + 1 < commands.size() ? commands[i + 1] : block.end;
      section().steps.push_back({Step::Kind::Command, at + 1, line(at).substr(2), "", at + 1,
                                 without_blanks(at + 1, next)});
    }
  }

  void take_result(const Block& block) {
    if (query_.language.empty()) {
      return wrong(block.fence, "a result block follows no kql or expr block");
    }
    Step step{Step::Kind::Query, query_.fence + 1,
              query_.language,   "",
              block.begin,       without_blanks(block.begin, block.end)};
    for (std::size_t at = query_.begin; at < query_.end; ++at) {
      step.text += (at == query_.begin ? "" : "\n") + line(at);
    }
    section().steps.push_back(std::move(step));
  }

  void finish_section() {
    query_ = {};
    const auto& steps = section().steps;
    const bool runs =
        std::ranges::any_of(steps, [](const Step& step) { return step.kind != Step::Kind::File; });
    if (steps.empty() || runs) return;
    wrong(steps.front().line - 1, "files are shown under this heading and nothing is run");
  }

  Page page_;
  Block query_;  // the last block, when it was a query; its language is "" otherwise
};

}  // namespace

Page parse(std::string_view markdown) {
  return Parser(markdown).parse();
}

}  // namespace adxc::pages

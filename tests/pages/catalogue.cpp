// catalogue ROOT: holds the rules that the sources declare against the pages in docs/rules. The
// two sets are the same, each page names a family, and shows its rule in what it expects to be
// printed. The page of a rule that is declared fixable shows a fix and what `--fix` makes of it; no
// source gives a fix to a finding in another way than diag::offer(), which asks for that.
#include <algorithm>
#include <array>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "compiler/catalogue/rule_pages.h"
#include "page.h"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

int complain(const std::string& words) {
  std::cout << words << "\n";
  return 1;
}

bool is_slug(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// Between the end of a slug and the word Severity at most.
constexpr std::size_t kNearSeverity = 40;

/// Kinds that only the engine reports, as errors of a query, where no rule is named. Lint has no
/// tables of a database to find them with.
constexpr std::array<std::string_view, 1> kOfTheEngine = {"kql-unsupported"};

/// A rule that a source declares.
struct Declared {
  fs::path source;
  bool fixable = false;
};
using Rules = std::map<std::string, Declared>;

/// The slug in `{{"slug"` or `{"slug"` at `at`, blanks between allowed, and whether it is fixable;
/// "" when there is none.
std::pair<std::string, bool> rule_at(std::string_view text, std::size_t at) {
  at = text.find_first_not_of("{ \n\t", at);
  if (at == std::string_view::npos || text[at] != '"') return {};
  const std::size_t end = text.find('"', at + 1);
  const std::string_view slug = text.substr(at + 1, end - at - 1);
  // Other tables hold words in braces too; only a rule goes on with its severity.
  const bool rule = text.substr(end, kNearSeverity).find("Severity::") != std::string_view::npos;
  if (!rule || !is_slug(slug)) return {};
  const std::string_view rest = text.substr(end, text.find('}', end) - end);
  return {std::string(slug), rest.find("kFixable") != std::string_view::npos};
}

/// Rules of `diag::Kind<…> kName{{"slug", …` and of `diag::Rule…{"slug", …` in one source.
void add_declared(const fs::path& path, std::string_view source, Rules& rules) {
  for (const std::string_view opening : {"Kind<", "Rule{", "Rule k"}) {
    for (std::size_t at = source.find(opening); at != std::string_view::npos;
         at = source.find(opening, at + 1)) {
      const std::size_t brace = source.find('{', at);
      const std::size_t end = source.find(';', at);
      const std::size_t line = source.rfind('\n', at) + 1;  // 0 on the first line
      const bool comment = source.substr(line).starts_with("//");
      if (comment || brace == std::string_view::npos || brace > end) continue;
      const auto [slug, fixable] = rule_at(source, brace);
      if (slug.empty() || std::ranges::find(kOfTheEngine, slug) != kOfTheEngine.end()) continue;
      Declared& rule = rules.try_emplace(slug, Declared{path, false}).first->second;
      rule.fixable = rule.fixable || fixable;
    }
  }
}

/// Adds the rules of a folder; returns how many sources give fixes past diag::offer().
int add_declared_below(const fs::path& folder, Rules& rules) {
  int wrong = 0;
  if (!fs::is_directory(folder)) return wrong;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    const bool linked = entry.path().string().find("node_modules") != std::string::npos;
    if (linked || (extension != ".cpp" && extension != ".h")) continue;
    const std::string source = read(entry.path());
    add_declared(entry.path(), source, rules);
    const bool direct =
        source.find(".fix = ") != std::string::npos || source.find("->fix = ") != std::string::npos;
    if (direct && entry.path().parent_path().filename() != "diag")
      wrong += complain(entry.path().string() + ": sets a fix itself; wanted diag::offer()");
  }
  return wrong;
}

/// True if what the page expects to be printed holds "[slug]".
bool shows(const std::string& markdown, const std::string& slug) {
  const adxc::pages::Page page = adxc::pages::parse(markdown);
  for (const auto& section : page.sections) {
    for (const auto& step : section.steps) {
      for (std::size_t at = step.shown_begin; at < step.shown_end; ++at) {
        if (page.lines[at].ends_with("[" + slug + "]")) return true;
      }
    }
  }
  return false;
}

/// "path:1:2: error: … [slug]".
bool is_finding(const std::string& line) {
  return line.find(": error: ") != std::string::npos ||
         line.find(": warning: ") != std::string::npos ||
         line.find(": info: ") != std::string::npos;
}

/// True if what the page expects to be printed holds a finding of the rule with a fix, and what
/// `--fix` makes of such a one: the patch, or the file.
bool shows_fix(const std::string& markdown, const std::string& slug) {
  const adxc::pages::Page page = adxc::pages::parse(markdown);
  bool offered = false;
  bool mended = false;
  for (const auto& section : page.sections) {
    bool here = false;
    for (const auto& step : section.steps) {
      bool ours = false;
      for (std::size_t at = step.shown_begin; at < step.shown_end; ++at) {
        const std::string& line = page.lines[at];
        if (is_finding(line)) ours = line.ends_with("[" + slug + "]");
        here = here || (ours && line.find(" = fix: ") != std::string::npos);
        mended = mended || (here && line.starts_with("+++ b/"));
      }
      offered = offered || here;
    }
  }
  return offered && mended;
}

/// What is wrong with the line that names the rule's family; "" when nothing is.
std::string family_mistake(std::string_view slug) {
  const adxc::catalogue::RulePage* page = adxc::catalogue::rule_page(slug);
  const auto standing =
      page == nullptr ? adxc::catalogue::Standing{} : adxc::catalogue::standing(*page);
  if (adxc::catalogue::family(standing.family) != nullptr) return "";
  std::string wanted;
  for (const adxc::catalogue::Family& family : adxc::catalogue::families()) {
    wanted += (wanted.empty() ? "" : ", ") + std::string(family.name);
  }
  return "wants a line `Family: …` below its first paragraph, one of " + wanted;
}

int check_page(const std::string& slug, bool fixable, const fs::path& path) {
  const std::string page = read(path);
  if (!page.starts_with("# " + slug + "\n")) {
    return complain(path.string() + ": the title is not `# " + slug + "`");
  }
  if (const std::string wrong = family_mistake(slug); !wrong.empty()) {
    return complain(path.string() + ": " + wrong);
  }
  if (!shows(page, slug)) return complain(path.string() + ": never shows [" + slug + "]");
  if (!fixable || shows_fix(page, slug)) return 0;
  return complain(path.string() +
                  ": the rule is fixable, but the page does not show a fix and, in "
                  "the same section, what `adxc lint --fix --diff` prints");
}

int check(const fs::path& root) {
  Rules slugs;
  int wrong = add_declared_below(root / "compiler", slugs);
  wrong += add_declared_below(root / "runtime", slugs);
  for (const auto& [slug, rule] : slugs) {
    const fs::path page = root / "docs" / "rules" / (slug + ".md");
    wrong += fs::exists(page)
                 ? check_page(slug, rule.fixable, page)
                 : complain(rule.source.string() + ": [" + slug + "] has no page " + page.string());
  }
  for (const auto& entry : fs::directory_iterator(root / "docs" / "rules")) {
    const std::string slug = entry.path().stem().string();
    if (slug == "README" || slugs.contains(slug)) continue;
    wrong += complain(entry.path().string() + ": no source declares [" + slug + "]");
  }
  std::cout << slugs.size() << " rules, " << wrong << " wrong\n";
  return slugs.empty() || wrong > 0 ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::cerr << "usage: catalogue ROOT\n";
    return 2;
  }
  return check(argv[1]);
} catch (const std::exception& exception) {
  std::cerr << "catalogue: " << exception.what() << "\n";
  return 2;
}

// catalogue ROOT: holds the rules that the sources declare against the pages in docs/rules. The
// two sets are the same, each page names a family, and shows its rule in what it expects to be
// printed.
#include <algorithm>
#include <array>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

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

/// The slug in `{{"slug"` or `{"slug"` at `at`, blanks between allowed; "" when there is none.
std::string slug_at(std::string_view text, std::size_t at) {
  at = text.find_first_not_of("{ \n\t", at);
  if (at == std::string_view::npos || text[at] != '"') return "";
  const std::size_t end = text.find('"', at + 1);
  const std::string_view slug = text.substr(at + 1, end - at - 1);
  // Other tables hold words in braces too; only a rule goes on with its severity.
  const bool rule = text.substr(end, kNearSeverity).find("Severity::") != std::string_view::npos;
  return rule && is_slug(slug) ? std::string(slug) : "";
}

/// Slugs of `diag::Kind<…> kName{{"slug", …` and of `diag::Rule…{"slug", …` in one source.
std::set<std::string> declared(std::string_view source) {
  std::set<std::string> slugs;
  for (const std::string_view opening : {"Kind<", "Rule{", "Rule k"}) {
    for (std::size_t at = source.find(opening); at != std::string_view::npos;
         at = source.find(opening, at + 1)) {
      const std::size_t brace = source.find('{', at);
      const std::size_t end = source.find(';', at);
      const std::size_t line = source.rfind('\n', at) + 1;  // 0 on the first line
      const bool comment = source.substr(line).starts_with("//");
      if (comment || brace == std::string_view::npos || brace > end) continue;
      if (const std::string slug = slug_at(source, brace); !slug.empty()) slugs.insert(slug);
    }
  }
  return slugs;
}

std::map<std::string, fs::path> declared_below(const fs::path& folder) {
  std::map<std::string, fs::path> slugs;
  if (!fs::is_directory(folder)) return slugs;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    const bool linked = entry.path().string().find("node_modules") != std::string::npos;
    if (linked || (extension != ".cpp" && extension != ".h")) continue;
    for (const std::string& slug : declared(read(entry.path()))) {
      if (std::ranges::find(kOfTheEngine, slug) == kOfTheEngine.end())
        slugs.emplace(slug, entry.path());
    }
  }
  return slugs;
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

int complain(const std::string& words) {
  std::cout << words << "\n";
  return 1;
}

/// What is wrong with the line that names the rule's family; "" when nothing is.
std::string family_mistake(std::string_view page) {
  const auto standing = adxc::catalogue::standing({"", page});
  if (adxc::catalogue::family(standing.family) != nullptr) return "";
  std::string wanted;
  for (const adxc::catalogue::Family& family : adxc::catalogue::families()) {
    wanted += (wanted.empty() ? "" : ", ") + std::string(family.name);
  }
  return "wants a line `Family: …` below its first paragraph, one of " + wanted;
}

int check_page(const std::string& slug, const fs::path& path) {
  const std::string page = read(path);
  if (!page.starts_with("# " + slug + "\n")) {
    return complain(path.string() + ": the title is not `# " + slug + "`");
  }
  if (const std::string wrong = family_mistake(page); !wrong.empty()) {
    return complain(path.string() + ": " + wrong);
  }
  return shows(page, slug) ? 0 : complain(path.string() + ": never shows [" + slug + "]");
}

int check(const fs::path& root) {
  auto slugs = declared_below(root / "compiler");
  slugs.merge(declared_below(root / "runtime"));
  int wrong = 0;
  for (const auto& [slug, source] : slugs) {
    const fs::path page = root / "docs" / "rules" / (slug + ".md");
    wrong += fs::exists(page)
                 ? check_page(slug, page)
                 : complain(source.string() + ": [" + slug + "] has no page " + page.string());
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

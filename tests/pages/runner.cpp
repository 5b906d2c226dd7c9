#include "runner.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "match.h"
#include "process.h"
#include "words.h"

namespace adxc::pages {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone when its section is done.
class FreshFolder {
 public:
  explicit FreshFolder(const fs::path& start) {
    std::string name = (fs::temp_directory_path() / "adxc-page-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the page");
    path_ = name;
    if (!start.empty()) copy_into(start);
  }
  ~FreshFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  FreshFolder(const FreshFolder&) = delete;
  FreshFolder& operator=(const FreshFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  /// What npm installed and what an earlier run left behind stays away.
  void copy_into(const fs::path& start) {
    for (const auto& entry : fs::directory_iterator(start)) {
      const std::string name = entry.path().filename().string();
      if (name == "node_modules" || name.starts_with(".")) continue;
      fs::copy(entry.path(), path_ / name, fs::copy_options::recursive);
      if (entry.is_directory()) fs::remove_all(path_ / name / "out");
    }
  }

  fs::path path_;
};

/// The same for everyone who runs the pages; a sanitizer's wishes are passed on.
std::vector<std::string> environment(const fs::path& home) {
  std::vector<std::string> all = {"NO_COLOR=1",           "COLUMNS=100", "TERM=dumb",
                                  "LC_ALL=C.UTF-8",       "TZ=UTC",      "PATH=/usr/bin:/bin",
                                  "HOME=" + home.string()};
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS",
                           "LD_LIBRARY_PATH", "TMPDIR"}) {
    if (const char* value = std::getenv(name)) all.push_back(std::string(name) + "=" + value);
  }
  return all;
}

Lines split_output(const std::string& output) {
  Lines lines;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

Lines lines_of(const Ended& ended) {
  Lines lines = split_output(ended.output);
  if (ended.too_late) {
    lines.push_back("[too late]");
  } else if (ended.code != 0) {
    lines.push_back("[exit " + std::to_string(ended.code) + "]");
  }
  return lines;
}

std::string joined(const Lines& lines, std::string_view before) {
  std::string text;
  for (const std::string& line : lines) text.append(before).append(line).append("\n");
  return text;
}

class Runner {
 public:
  Runner(Page page, const fs::path& adxc, const fs::path& start)
      : page_(std::move(page)), adxc_(adxc), start_(start) {}

  Outcome run() {
    outcome_.mistakes = page_.mistakes;
    if (outcome_.mistakes.empty()) {
      for (const Section& section : page_.sections) run_section(section);
    }
    write_updates();
    return std::move(outcome_);
  }

 private:
  struct Update {
    std::size_t begin;
    std::size_t end;
    Lines lines;
  };

  void run_section(const Section& section) {
    const FreshFolder folder(start_);
    for (const Step& step : section.steps) {
      if (step.kind == Step::Kind::File) {
        write_file(folder.path() / step.words, step.text);
      } else {
        compare(step, do_step(step, folder.path()));
        ++outcome_.runs;
      }
    }
  }

  static void write_file(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }

  Lines do_step(const Step& step, const fs::path& folder) const {
    if (step.kind == Step::Kind::Query) return run_query(step, folder);
    const auto line = split(step.words);
    if (!line) return {"[no command, or an open quote]"};
    if (line->words[0] == "adxc") return run_adxc(*line, folder);
    if (line->words[0] == "cat") return run_cat(*line, folder);
    if (line->words[0] == "ls") return run_ls(*line, folder);
    return {"[pages run adxc, cat and ls; not " + line->words[0] + "]"};
  }

  Lines run_adxc(const Line& line, const fs::path& folder) const {
    Launch launch{line.words, environment(folder), folder, line.output_file};
    launch.words[0] = adxc_.string();
    // The first of two of one name is the one that is read.
    launch.environment.insert(launch.environment.begin(), line.variables.begin(),
                              line.variables.end());
    return lines_of(pages::run(launch));
  }

  Lines run_query(const Step& step, const fs::path& folder) const {
    const Line line = step.words == "kql" ? Line{{}, {"adxc", "query", "--local", step.text}, ""}
                                          : Line{{}, {"adxc", "eval", step.text}, ""};
    return run_adxc(line, folder);
  }

  static Lines run_cat(const Line& line, const fs::path& folder) {
    Lines lines;
    for (std::size_t i = 1; i < line.words.size(); ++i) {
      std::ifstream file(folder / line.words[i], std::ios::binary);
      if (!file) return {"cat: no file " + line.words[i], "[exit 1]"};
      std::stringstream text;
      text << file.rdbuf();
      std::ranges::copy(split_output(text.str()), std::back_inserter(lines));
    }
    return lines;
  }

  static Lines run_ls(const Line& line, const fs::path& folder) {
    const fs::path asked = folder / (line.words.size() > 1 ? line.words[1] : ".");
    if (!fs::is_directory(asked)) return {"ls: no folder " + line.words.back(), "[exit 1]"};
    Lines lines;
    for (const auto& entry : fs::directory_iterator(asked)) {
      lines.push_back(entry.path().filename().string() + (entry.is_directory() ? "/" : ""));
    }
    std::ranges::sort(lines);
    return lines;
  }

  void compare(const Step& step, Lines actual) {
    const auto from = [&](std::size_t at) {
      return page_.lines.begin() + static_cast<std::ptrdiff_t>(at);
    };
    const Lines shown(from(step.shown_begin), from(step.shown_end));
    if (matches(shown, actual)) return;
    outcome_.mistakes.push_back({step.line, step.words + "\n  shown:\n" + joined(shown, "    ") +
                                                "  came:\n" + joined(actual, "    ")});
    updates_.push_back({step.shown_begin, step.shown_end, rewritten(shown, actual)});
  }

  void write_updates() {
    std::size_t at = 0;
    for (const Update& update : updates_) {
      for (; at < update.begin; ++at) outcome_.updated += page_.lines[at] + "\n";
      outcome_.updated += joined(update.lines, "");
      at = update.end;
    }
    for (; at < page_.lines.size(); ++at) outcome_.updated += page_.lines[at] + "\n";
  }

  Page page_;
  const fs::path& adxc_;
  const fs::path& start_;
  Outcome outcome_;
  std::vector<Update> updates_;  // in the order of the page
};

}  // namespace

Outcome run_page(std::string_view markdown, const fs::path& adxc, const fs::path& start) {
  return Runner(parse(markdown), adxc, start).run();
}

}  // namespace adxc::pages

// pages ADXC PAGE…: runs the pages; exit 1 when one does not tell the truth. With ADXC_UPDATE=1 the
// pages are corrected instead.
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>

#include "runner.h"

namespace {

namespace pages = adxc::pages;

/// The folder of the examples, for a page of theirs: examples/README.md,
/// examples/quickstart/README.md.
std::filesystem::path start_of(const std::filesystem::path& page) {
  const std::filesystem::path folder = std::filesystem::absolute(page).parent_path();
  if (folder.filename() == "examples") return folder;
  const std::filesystem::path above = folder.parent_path();
  return above.filename() == "examples" ? above : std::filesystem::path();
}

bool run_one(const std::string& path, const std::filesystem::path& adxc, bool update) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream markdown;
  markdown << file.rdbuf();
  if (!file) {
    std::cout << path << ": no such page\n";
    return false;
  }
  const pages::Outcome outcome = pages::run_page(markdown.str(), adxc, start_of(path));
  if (update && outcome.updated != markdown.str()) {
    std::ofstream(path, std::ios::binary) << outcome.updated;
    std::cout << path << ": updated\n";
    return true;
  }
  for (const pages::Mistake& mistake : outcome.mistakes) {
    std::cout << path << ":" << mistake.line << ": " << mistake.message << "\n";
  }
  std::cout << path << ": " << outcome.runs << " run, " << outcome.mistakes.size() << " wrong\n";
  return outcome.mistakes.empty();
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::cerr << "usage: pages ADXC PAGE...\n";
    return 2;
  }
  const char* update = std::getenv("ADXC_UPDATE");
  bool good = true;
  for (int i = 2; i < argc; ++i) {
    good &= run_one(argv[i], std::filesystem::absolute(argv[1]),
                    update != nullptr && std::string(update) == "1");
  }
  return good ? 0 : 1;
} catch (const std::exception& exception) {
  std::cerr << "pages: " << exception.what() << "\n";
  return 2;
}

// adxc-tables SOURCE OUT TABLE...: makes everything that follows from the property tables.
// Paths of tables are shown relative to SOURCE; files are written below OUT.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "compiler/tables/read.h"
#include "compiler/tables/writer.h"

namespace {

namespace fs = std::filesystem;
using adxc::tables::Catalogue;

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Writes only what changed, so that nothing is compiled again for nothing.
bool write(const fs::path& path, const std::string& text) {
  if (fs::exists(path) && content(path) == text) return true;
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
  return static_cast<bool>(out.flush());
}

bool write_all(const fs::path& folder, const std::map<std::string, std::string>& files) {
  for (const auto& [name, text] : files) {
    if (!write(folder / name, text)) {
      fmt::print(stderr, "cannot write {}\n", (folder / name).string());
      return false;
    }
  }
  return true;
}

std::map<std::string, std::string> make_files(const Catalogue& catalogue) {
  std::map<std::string, std::string> files = {
      {"made/model/structs.h", adxc::tables::make_structs(catalogue)},
      {"made/model/rows.h", adxc::tables::make_rows_header(catalogue)},
      {"made/model/rows.cpp", adxc::tables::make_rows_source(catalogue)},
  };
  adxc::tables::add_schemas(catalogue, files);
  adxc::tables::add_pages(catalogue, files);
  return files;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(stderr, "usage: adxc-tables SOURCE OUT TABLE...\n");
    return 2;
  }
  adxc::text::SourceMap sources;
  std::vector<const adxc::text::SourceFile*> files;
  for (int i = 3; i < count; ++i) {
    const fs::path path = arguments[i];
    files.push_back(&sources.add(fs::relative(path, arguments[1]).generic_string(), content(path)));
  }
  const adxc::tables::Reading reading = adxc::tables::read_tables(files);
  for (const std::string& mistake : reading.mistakes) fmt::print(stderr, "{}\n", mistake);
  if (!reading.mistakes.empty()) return 1;
  return write_all(arguments[2], make_files(reading.catalogue)) ? 0 : 1;
}

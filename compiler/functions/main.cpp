// Makes what the tables of KQL functions are used for: `make cpp|sql|page <output> <table>…`.
#include <fstream>
#include <iostream>

#include "compiler/functions/rows.h"

namespace {

std::string make(std::string_view what, const adxc::functions::Tables& tables) {
  if (what == "cpp") return adxc::functions::make_signatures(tables);
  if (what == "sql") return adxc::functions::make_sql(tables);
  return adxc::functions::make_page(tables);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const auto tables = adxc::functions::read_tables({argv + 3, argv + argc});
  if (!tables) {
    std::cerr << tables.error().text() << '\n';
    return 1;
  }
  std::ofstream(argv[2], std::ios::binary) << make(argv[1], *tables);
  return 0;
}

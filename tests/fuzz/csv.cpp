// The CSV reader: the same records whatever the source gives at once, and what is written reads
// back. The first byte chooses the dialect, the second how much is given at once.
#include "runtime/encoding/csv.h"

#include <cstdlib>

#include "../unit/runtime/encoding/pieces.h"

using namespace adxc;
using namespace adxc::encoding;

namespace {

using Record = std::vector<std::string>;

const CsvDialect kDialects[] = {{},
                                {',', '"', '\\', ""},
                                {';', '\'', '\'', "\n"},
                                {'\t', '\0', '\0', ""},
                                {'|', '"', '"', "\r\n"},
                                {',', '"', '\0', ";"}};

void hold(bool promise) {
  if (!promise) std::abort();
}

/// Records, errors as records of one field; `sound` tells whether there were none.
std::vector<Record> read(const std::string& text, const CsvDialect& how, std::size_t at_once,
                         bool& sound) {
  CsvReader reader(pieces(text, at_once), "f", how);
  std::vector<Record> records;
  sound = true;
  while (true) {
    const auto more = reader.next();
    if (more && !*more) return records;
    sound = sound && more;
    Record& record = records.emplace_back();
    if (!more) record.push_back(more.error().message);
    if (!more && (more.error().kind != ErrorKind::Data || reader.torn())) return records;
    for (std::size_t i = 0; more && i < reader.fields(); ++i) {
      record.emplace_back(reader.field(i).text);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const CsvDialect& how = kDialects[data[0] % std::size(kDialects)];
  const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
  bool sound = false;
  const auto whole = read(text, how, size, sound);
  hold(read(text, how, data[1] % 17 + 1, sound) == whole);
  if (!sound) return 0;
  CsvWriter writer(how);
  for (const Record& record : whole) {
    for (const std::string& field : record) {
      if (!writer.add(field)) return 0;
    }
    writer.end_record();
  }
  // A byte order mark at the very begin is a mark and no text.
  if (writer.text().starts_with("\xEF\xBB\xBF")) return 0;
  hold(read(writer.text(), how, size, sound) == whole && sound);
  return 0;
}

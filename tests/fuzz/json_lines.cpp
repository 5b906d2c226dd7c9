// JSON objects out of a stream: the same objects whatever the source gives at once; what is taken
// out of an object is JSON again. The first byte says how much is given at once.
#include <cstdlib>

#include "../unit/runtime/encoding/pieces.h"
#include "runtime/encoding/json_picker.h"
#include "runtime/encoding/json_records.h"
#include "runtime/rows/json_text.h"

using namespace adxc;
using namespace adxc::encoding;

namespace {

void hold(bool promise) {
  if (!promise) std::abort();
}

/// Names, values, lines and errors as one text.
std::string read(const std::string& text, std::size_t at_once) {
  JsonRecords records(pieces(text, at_once), "f");
  JsonPicker picker;
  std::vector<JsonField> fields;
  std::string seen;
  while (true) {
    const auto more = records.next();
    if (!more) return seen + more.error().message;
    if (!*more) return seen;
    seen += std::to_string(records.line());
    const auto picked = picker.pick(records.text(), fields);
    if (!picked) {
      seen += picked.error().message;
      continue;
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const bool bare = fields[i].kind == JsonKind::Number || fields[i].kind == JsonKind::Tree;
      if (bare) hold(rows::compact_json(fields[i].text) == fields[i].text);
      std::string quoted;
      rows::append_json_string(quoted, fields[i].text);
      hold(rows::compact_json(quoted) == quoted);
      seen += picker.columns()[i] + "=" + quoted;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  hold(read(text, size) == read(text, data[0] % 17 + 1));
  return 0;
}

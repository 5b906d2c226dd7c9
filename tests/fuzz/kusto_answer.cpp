// Answers of a service, read as a v2 query, a v1 table and an ingestion mapping. However the bytes
// are cut, a query's answer gives the same rows or the same error.
#include <cstdlib>

#include "runtime/adx/client.h"
#include "runtime/adx/csv_mapping.h"

namespace adxc {
namespace {

/// All that came out, as one text.
struct Keeper : adx::TableSink {
  Result<void> begin(const rows::Schema& schema) override {
    for (const rows::Column& column : schema) text += column.name + "\x1f";
    return {};
  }
  Result<void> batch(rows::Batch& batch) override {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      for (std::size_t column = 0; column < batch.columns(); ++column)
        text.append(batch.at(row, column).text).append("\x1f");
    }
    return {};
  }
  std::string text;
};

std::string read_in_pieces(std::string_view bytes, std::size_t piece) {
  Keeper keeper;
  adx::Dataset dataset(keeper);
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    const auto fed = dataset.feed(bytes.substr(at, piece));
    if (!fed) return fed.error().text();
  }
  const auto finished = dataset.finish();
  return finished ? keeper.text : finished.error().text();
}

}  // namespace
}  // namespace adxc

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace adxc;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (read_in_pieces(bytes, size + 1) != read_in_pieces(bytes, 3)) std::abort();
  (void)adx::read_v1(bytes);
  (void)adx::read_csv_mapping(bytes);
  return 0;
}

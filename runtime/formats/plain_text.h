// What every text format says about its bytes: how they are compressed and encoded. Only the
// entries of this folder need it.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/plan/plan.h"
#include "runtime/encoding/gzip.h"

namespace adxc::formats {

/// Formats hand their text on in pieces of about this size.
inline constexpr std::size_t kWriteBytes = std::size_t{64} << 10;

/// Errors (Unsupported) unless the dataset's text is UTF-8. Neither of the two spellings writes a
/// byte order mark; reading passes over one.
inline Result<void> only_utf8(const plan::Settings& dataset) {
  const std::string name = plan::text(dataset, "encodingName", "UTF-8");
  if (equal_fold(name, "UTF-8") || equal_fold(name, "UTF-8 without BOM")) return {};
  return fail(
      ErrorKind::Unsupported,
      fmt::format("the dataset's `encodingName` is `{}`; adxc reads and writes UTF-8 only", name));
}

/// Errors (Unsupported) with a setting of the source or sink below `formatSettings` that is not
/// among `known`; the rest of them is the store's business.
inline Result<void> only_known_format_settings(const plan::Settings& use,
                                               std::initializer_list<std::string_view> known) {
  plan::Settings mine;
  for (const auto& [name, value] : use) {
    if (name.starts_with("formatSettings.")) mine.emplace(name, value);
  }
  return plan::only_known(mine, "the copy", known);
}

/// True for gzip, false for no compression. Errors (Unsupported) with any other codec.
inline Result<bool> is_gzip(const std::string& codec) {
  if (codec.empty() || equal_fold(codec, "none")) return false;
  if (equal_fold(codec, "gzip")) return true;
  return fail(ErrorKind::Unsupported,
              fmt::format("the dataset is compressed with `{}`; adxc knows gzip only", codec));
}

/// The bytes as they are inside the compression `codec`.
inline Result<std::unique_ptr<ByteSource>> unpacked(std::unique_ptr<ByteSource> bytes,
                                                    const std::string& file,
                                                    const std::string& codec) {
  ADXC_LET(packed, is_gzip(codec));
  if (!packed) return bytes;
  return encoding::gunzip(std::move(bytes), file);
}

/// A sink that compresses with `codec`; `level` is "Optimal" (small), "Fastest" or "".
inline Result<std::unique_ptr<ByteSink>> packed(std::unique_ptr<ByteSink> bytes,
                                                const std::string& codec,
                                                const std::string& level) {
  ADXC_LET(gzipped, is_gzip(codec));
  if (!gzipped) return bytes;
  const bool small = equal_fold(level, "Optimal");
  return encoding::gzip(std::move(bytes),
                        small ? encoding::GzipLevel::Small : encoding::GzipLevel::Fast);
}

}  // namespace adxc::formats

// gzip in both directions, streaming. The compression library is seen in the .cpp only.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "compiler/base/stream.h"

namespace adxc::encoding {

/// Fast loses little: on CSV about 5 % larger than the default of zlib, and ten times as quick.
enum class GzipLevel { Fast, Small };

/// The decompressed bytes of `bytes`; several members one after the other are one text. `file`
/// names it in errors. Errors: Data when it is not gzip, ends early, or fails its checksum.
std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> bytes, std::string file);

/// Compresses what is written into `bytes`; finish() finishes that too.
std::unique_ptr<ByteSink> gzip(std::unique_ptr<ByteSink> bytes, GzipLevel level = GzipLevel::Fast);

/// One gzip member that holds `text`.
std::string gzip_text(std::string_view text, GzipLevel level = GzipLevel::Fast);

/// The text of a gzip file in memory, of at most `limit` bytes. Errors: Data as above, Limit.
Result<std::string> gunzip_text(std::string_view bytes, std::size_t limit);

/// True if `bytes` begin like a gzip file.
bool looks_like_gzip(std::string_view bytes);

}  // namespace adxc::encoding

#include "compiler/base/error.h"

namespace adxc {

std::string_view word(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::NotFound: return "not-found";
    case ErrorKind::Denied: return "denied";
    case ErrorKind::Refused: return "refused";
    case ErrorKind::Data: return "data";
    case ErrorKind::Limit: return "limit";
    case ErrorKind::Unavailable: return "unavailable";
    case ErrorKind::Timeout: return "timeout";
    case ErrorKind::Unsupported: return "unsupported";
    case ErrorKind::Cancelled: return "cancelled";
  }
  return "unknown";
}

std::string Error::text() const {
  std::string line = message;
  for (const std::string& step : context) line += ", " + step;
  return line;
}

tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  const bool retryable = kind == ErrorKind::Unavailable || kind == ErrorKind::Timeout;
  return tl::make_unexpected(Error{kind, std::move(message), {}, retryable});
}

tl::unexpected<Error> within(Error error, std::string context) {
  error.context.push_back(std::move(context));
  return tl::make_unexpected(std::move(error));
}

}  // namespace adxc

// What went wrong in the outside world, and the Result that carries it. For trouble with the user's
// text see compiler/diag; for trouble with ourselves see assert.h.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace adxc {

enum class ErrorKind {
  NotFound,     // a named file, table, secret or host does not exist
  Denied,       // it exists, we may not
  Refused,      // the other side understood and said no; saying it again is no use
  Data,         // a value in the data does not fit; context says file, line, column
  Limit,        // a size, depth or row limit of ours or theirs
  Unavailable,  // connection, throttling, restart; may work later
  Timeout,      // no answer in time; the effect is unknown
  Unsupported,  // adxc cannot do this yet; the message names it
  Cancelled,    // the operator asked us to stop
};

/// The word for a kind in messages and in the journal, for example "not-found".
std::string_view word(ErrorKind kind);

/// A failure of the world. Never holds a secret.
struct [[nodiscard]] Error {
  ErrorKind kind = ErrorKind::Refused;
  std::string message;  // what was found, then what is wanted; lower case, no full stop
  std::vector<std::string> context;  // innermost first: "while ingesting batch 7 of Orders"
  bool retryable = false;            // the same request may succeed later

  /// The message and its context on one line.
  std::string text() const;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::NotFound, "...")` in a function that returns any Result.
tl::unexpected<Error> fail(ErrorKind kind, std::string message);

/// Passes an error on with one more line of context.
tl::unexpected<Error> within(Error error, std::string context);

}  // namespace adxc

/// Leaves the function with the error of `expression`, a Result; otherwise goes on.
#define ADXC_TRY(expression)                                       \
  do {                                                             \
    if (auto adxc_tried = (expression); !adxc_tried) {             \
      return ::tl::make_unexpected(std::move(adxc_tried).error()); \
    }                                                              \
  } while (false)

/// Declares `name` as the value of `expression`, a Result, or leaves the function with its error.
#define ADXC_LET(name, expression)                                  \
  auto name##_result = (expression);                                \
  if (!name##_result) {                                             \
    return ::tl::make_unexpected(std::move(name##_result).error()); \
  }                                                                 \
  auto& name = *name##_result

// Secrets told by their form: signatures, keys and tokens that stand in a text among other things.
// What stands for a secret given elsewhere (expressions, placeholders, masks, words) is none.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/program/scalars.h"

namespace adxc::program {

struct SecretForm {
  Stretch where;
  std::string_view what;  // "the signature of an address"
};

/// The first secret in any text of a definition.
std::optional<SecretForm> find_secret(std::string_view text);

/// The first secret of a connection string, `Password=…;`.
std::optional<SecretForm> find_connection_secret(std::string_view text);

/// True if the text may be a secret of its own: written out, and no word that stands for one.
bool may_be_secret(std::string_view text);

/// True if the text looks made by chance: long enough, of one piece, with many different
/// characters, and no GUID.
bool looks_random(std::string_view text);

}  // namespace adxc::program

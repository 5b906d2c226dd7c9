#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "compiler/base/scalar_type.h"
#include "compiler/functions/rows.h"

namespace adxc::functions {
namespace {

constexpr std::uint16_t bit(ScalarType type) {
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(type));
}

constexpr std::uint16_t kAll = (1U << kScalarTypes.size()) - 1;
constexpr std::uint16_t kInteger = bit(ScalarType::Int) | bit(ScalarType::Long);
constexpr std::uint16_t kNumber = kInteger | bit(ScalarType::Real) | bit(ScalarType::Decimal);
constexpr std::uint16_t kSummable = kNumber | bit(ScalarType::DateTime) | bit(ScalarType::TimeSpan);
constexpr std::uint16_t kOrderable =
    kAll & static_cast<std::uint16_t>(~(bit(ScalarType::Guid) | bit(ScalarType::Dynamic)));
constexpr std::uint16_t kPlain = kAll & static_cast<std::uint16_t>(~bit(ScalarType::Dynamic));

struct Class {
  std::string_view word;
  std::uint16_t types;
};

constexpr std::array kClasses = {
    Class{"any", kAll},           Class{"number", kNumber},       Class{"integer", kInteger},
    Class{"summable", kSummable}, Class{"orderable", kOrderable}, Class{"plain", kPlain},
    Class{"columns", kAll},       Class{"common", kAll},          Class{"type", kAll}};

/// 0 for a word that is no type.
std::uint16_t types_of(std::string_view word) {
  for (const auto& [name, types] : kClasses) {
    if (name == word) return types;
  }
  const auto type = scalar_type(word);
  return type ? bit(*type) : std::uint16_t{0};
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<Signature> run() {
    Signature made;
    made.text = text_;
    if (!take("(")) return wrong("`(`");
    while (!take(")")) {
      if (!made.parameters.empty() && !take(",")) return wrong("`,`");
      ADXC_TRY(take("(") ? block(made) : parameter(made));
    }
    if (!take(":")) return wrong("`:`");
    made.result = word();
    return made;
  }

 private:
  tl::unexpected<Error> wrong(std::string_view what) const {
    return fail(ErrorKind::Data,
                fmt::format("signature `{}`: expected {} at {}", text_, what, at_));
  }

  void skip_blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  bool take(std::string_view mark) {
    skip_blanks();
    const bool here = text_.substr(at_).starts_with(mark);
    if (here) at_ += mark.size();
    return here;
  }

  std::string word() {
    skip_blanks();
    const auto end = std::min(text_.find_first_of(" ,:?.|()", at_), text_.size());
    const auto begin = std::exchange(at_, end);
    return std::string(text_.substr(begin, end - begin));
  }

  /// `(a: type, b: type)...`; the opening parenthesis is taken.
  Result<void> block(Signature& made) {
    made.repeat_begin = made.parameters.size();
    do ADXC_TRY(parameter(made));
    while (take(","));
    if (!take(")...")) return wrong("`)...`");
    made.repeat_size = made.parameters.size() - made.repeat_begin;
    return {};
  }

  Result<void> parameter(Signature& made) {
    Parameter one;
    one.name = word();
    one.optional = take("?");
    if (take("...")) {
      made.repeat_begin = made.parameters.size();
      made.repeat_size = 1;
    }
    if (one.name.empty() || !take(":")) return wrong("`name: type`");
    do {
      const std::string type = word();
      const std::uint16_t types = types_of(type);
      if (types == 0) return wrong("a type");
      one.common = one.common || type == "common";
      one.type_literal = one.type_literal || type == "type";
      one.columns = one.columns || type == "columns";
      one.types |= types;
    } while (take("|"));
    skip_blanks();
    if (one.common && text_.substr(at_).starts_with("orderable")) one.types = types_of(word());
    made.parameters.push_back(std::move(one));
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Signature> read_signature(std::string_view text) {
  return Reader(text).run();
}

}  // namespace adxc::functions

// Rows as C++ constants of model::Row.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/tables/catalogue.h"
#include "compiler/tables/writer.h"

namespace adxc::tables {

/// Arrays of texts that constants point to; equal ones are shared.
class TextLists {
 public:
  explicit TextLists(Writer& out) : out_(&out) {}

  /// Name of the array, "{}" for none.
  std::string name(const std::vector<std::string>& texts);

 private:
  Writer* out_;
  std::map<std::vector<std::string>, std::string> names_;
};

class RowText {
 public:
  /// Arrays that rows point to are written to `out`.
  RowText(const Catalogue& catalogue, Writer& out, TextLists& lists)
      : catalogue_(&catalogue), out_(&out), lists_(&lists) {}

  /// "{.name = …}"
  std::string constant(const Row& row);

 private:
  using Synonyms = std::vector<std::pair<std::string, std::string>>;

  void add(std::string_view name, std::string_view value);
  void add_text(std::string_view name, const std::string& value);
  void add_list(std::string_view name, const std::vector<std::string>& values);
  void add_number(std::string_view name, std::size_t value);
  void add_choices(const Row& row);
  void add_flags(const Row& row);
  void add_numbers(const Row& row, const Type& type);
  void add_limits(const Row& row);
  void add_lists(const Row& row);
  void add_target(const Type& type);
  std::string synonyms(const Synonyms& synonyms);

  const Catalogue* catalogue_;
  Writer* out_;
  TextLists* lists_;
  std::map<Synonyms, std::string> synonyms_;
  std::string text_;
};

/// "&kTables[5]"
std::string table_reference(const Catalogue& catalogue, const std::string& struct_name);

/// "2021-05-21" -> 20210521; 0 for "" and for a day that is not known exactly.
unsigned date_number(std::string_view date);

}  // namespace adxc::tables

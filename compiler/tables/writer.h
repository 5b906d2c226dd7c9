// Text that is being made.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "compiler/tables/catalogue.h"

namespace adxc::tables {

/// Collects lines.
class Writer {
 public:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
  }
  void blank() { text_ += '\n'; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

/// A C++ string literal of `text`.
std::string cpp_text(std::string_view text);

/// made/model/structs.h: the structs with their fields(), one variant per kind.
std::string make_structs(const Catalogue& catalogue);

/// made/model/rows.h and rows.cpp: what the tables say, as constants.
std::string make_rows_header(const Catalogue& catalogue);
std::string make_rows_source(const Catalogue& catalogue);

/// Adds schemas/json/*.schema.json below "committed/", and made/model/schemas.{h,cpp}.
void add_schemas(const Catalogue& catalogue, std::map<std::string, std::string>& files);

/// Adds docs/reference/*.md below "committed/".
void add_pages(const Catalogue& catalogue, std::map<std::string, std::string>& files);

}  // namespace adxc::tables

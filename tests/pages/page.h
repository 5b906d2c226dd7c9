// A Markdown page as a list of things to do. What a page may hold is told in docs/pages.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace adxc::pages {

/// One thing a page does, and the lines of the page that show what comes of it.
struct Step {
  enum class Kind {
    File,     // write `text` to the file `words`
    Command,  // run the line `words` and compare
    Query,    // evaluate `text`, written in the language `words`, and compare
  };
  Kind kind = Kind::File;
  std::size_t line = 0;  // of the step itself, from 1
  std::string words;
  std::string text;
  std::size_t shown_begin = 0;  // lines of the page [begin, end), from 0: what is expected
  std::size_t shown_end = 0;    // blank lines at the end are not counted
};

/// What stands under one heading; it is done in a fresh empty folder.
struct Section {
  std::string title;
  std::size_t line = 1;
  std::vector<Step> steps;
};

struct Mistake {
  std::size_t line = 0;  // from 1
  std::string message;
};

struct Page {
  std::vector<std::string> lines;
  std::vector<Section> sections;
  std::vector<Mistake> mistakes;  // of form: nothing is run when there are any
};

Page parse(std::string_view markdown);

}  // namespace adxc::pages

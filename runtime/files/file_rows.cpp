#include "runtime/files/file_rows.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "runtime/files/paths.h"
#include "runtime/rows/value.h"

namespace adxc::files {
namespace {

/// Counts what is read, as stored.
class Counted final : public ByteSource {
 public:
  Counted(std::unique_ptr<ByteSource> bytes, std::uint64_t& count)
      : bytes_(std::move(bytes)), count_(count) {}
  Result<std::size_t> read(std::span<char> room) override {
    ADXC_LET(size, bytes_->read(room));
    count_ += size;
    return size;
  }

 private:
  std::unique_ptr<ByteSource> bytes_;
  std::uint64_t& count_;
};

/// Position of each of our columns in a file; nothing where the file lacks it.
using Places = std::vector<std::optional<std::size_t>>;

class FileRows final : public rows::RowSource {
 public:
  FileRows(sys::Files& files, std::string root, std::vector<std::string> paths,
           const formats::Format& format, const formats::Use& use)
      : files_(files),
        root_(std::move(root)),
        paths_(std::move(paths)),
        format_(format),
        dataset_(use.dataset),
        use_(use.use),
        mapping_(use.mapping == nullptr ? std::vector<plan::ColumnMap>() : *use.mapping) {}

  /// Opens the first file that has columns; it decides them.
  Result<void> begin() {
    ADXC_TRY(open_next());
    while (current_->schema().empty() && opened_ < paths_.size()) {
      ADXC_LET(more, current_->next(inner_));
      if (more) {
        return fail(ErrorKind::Data, fmt::format("`{}` has rows without columns, which cannot be "
                                                 "copied together with other files",
                                                 paths_[opened_ - 1]));
      }
      ADXC_TRY(open_next());
    }
    schema_ = current_->schema();
    decided_by_ = opened_ - 1;
    return {};
  }

  const rows::Schema& schema() const override { return schema_; }
  bool can_go_on() const override { return !misfit_ && current_->can_go_on(); }
  rows::Traffic traffic() const override { return {bytes_, opened_}; }

  Result<bool> next(rows::Batch& batch) override {
    misfit_ = false;
    while (true) {
      const Result<bool> more = as_is_ ? current_->next(batch) : next_arranged(batch);
      if (!more || *more) return more;
      if (opened_ == paths_.size()) return false;
      ADXC_TRY(open_next());
      ADXC_TRY(arrange());
    }
  }

 private:
  Result<void> open_next() {
    const std::string& path = paths_[opened_];
    ADXC_LET(bytes, files_.open(joined(root_, path)));
    auto counted = std::make_unique<Counted>(std::move(bytes), bytes_);
    ADXC_LET(source, format_.read(std::move(counted), path, {dataset_, use_, &mapping_}));
    current_ = std::move(source);
    ++opened_;
    return {};
  }

  /// Finds our columns in the file that was opened. A file without columns has no rows either.
  Result<void> arrange() {
    const rows::Schema& theirs = current_->schema();
    as_is_ = theirs == schema_;
    if (as_is_ || theirs.empty()) return {};
    places_.assign(schema_.size(), std::nullopt);
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      const auto ours = find(schema_, theirs[i].name);
      if (!ours) return differ(theirs[i].name, opened_ - 1, decided_by_);
      places_[*ours] = i;
    }
    for (std::size_t i = 0; i < places_.size() && !format_.sparse; ++i) {
      if (!places_[i]) return differ(schema_[i].name, decided_by_, opened_ - 1);
    }
    return {};
  }

  static std::optional<std::size_t> find(const rows::Schema& schema, const std::string& name) {
    for (std::size_t i = 0; i < schema.size(); ++i) {
      if (schema[i].name == name) return i;
    }
    return std::nullopt;
  }

  tl::unexpected<Error> differ(const std::string& column, std::size_t with,
                               std::size_t without) const {
    return fail(ErrorKind::Data,
                fmt::format("`{}` has a column `{}`, `{}` has none; files that are copied together "
                            "need the same columns",
                            paths_[with], column, paths_[without]));
  }

  Result<bool> next_arranged(rows::Batch& batch) {
    batch.clear(schema_.size());
    ADXC_LET(more, current_->next(inner_));
    batch.set_file(inner_.file());
    for (std::size_t row = 0; row < inner_.rows(); ++row) {
      for (std::size_t column = 0; column < schema_.size(); ++column) {
        ADXC_TRY(add_cell(batch, row, column));
      }
      batch.end_row(inner_.line(row));
    }
    return more;
  }

  Result<void> add_cell(rows::Batch& batch, std::size_t row, std::size_t column) {
    const rows::Cell cell =
        places_[column] ? inner_.at(row, *places_[column]) : rows::Cell{"", true};
    if (cell.null) {
      batch.add_null();
      return {};
    }
    if (current_->schema()[*places_[column]].type == schema_[column].type) {
      batch.add(cell.text);
      return {};
    }
    const auto text = rows::canonical(schema_[column].type, cell.text);
    misfit_ = !text;
    if (text) {
      batch.add(*text);
      return {};
    }
    return fail(
        ErrorKind::Data,
        fmt::format("`{}`, line {}: the column `{}` holds `{}`; in `{}` it was {}", inner_.file(),
                    inner_.line(row), schema_[column].name, cell.text.substr(0, 40), paths_.front(),
                    rows::expectation(schema_[column].type)));
  }

  sys::Files& files_;
  std::string root_;
  std::vector<std::string> paths_;
  const formats::Format& format_;
  plan::Settings dataset_;
  plan::Settings use_;
  std::vector<plan::ColumnMap> mapping_;
  rows::Schema schema_;
  std::unique_ptr<rows::RowSource> current_;
  std::size_t opened_ = 0;  // files; the last of them is current_
  std::uint64_t bytes_ = 0;
  std::size_t decided_by_ = 0;  // position of the file that decided the columns
  bool as_is_ = true;           // the current file has our columns in our order
  Places places_;
  rows::Batch inner_;
  bool misfit_ = false;  // the error of next() is about a type, and ours
};

class NoRows final : public rows::RowSource {
 public:
  const rows::Schema& schema() const override { return schema_; }
  Result<bool> next(rows::Batch& batch) override {
    batch.clear(0);
    return false;
  }

 private:
  rows::Schema schema_;
};

}  // namespace

Result<std::unique_ptr<rows::RowSource>> read_files(sys::Files& files, std::string root,
                                                    std::vector<std::string> paths,
                                                    const formats::Format& format,
                                                    const formats::Use& use) {
  auto source = std::make_unique<FileRows>(files, std::move(root), std::move(paths), format, use);
  ADXC_TRY(source->begin());
  return source;
}

std::unique_ptr<rows::RowSource> no_rows() {
  return std::make_unique<NoRows>();
}

}  // namespace adxc::files

#include "runtime/rows/added_columns.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace adxc::rows {
namespace {

constexpr std::string_view kFilePath = "$$FILEPATH";
constexpr std::string_view kColumn = "$$COLUMN:";

/// What fills an added column.
struct Filler {
  enum class Kind { Constant, FilePath, Column };
  Kind kind = Kind::Constant;
  std::string text;        // Constant
  std::size_t column = 0;  // Column: position in the source
};

void append_cell(Batch& batch, const Cell& cell) {
  if (cell.null) {
    batch.add_null();
  } else {
    batch.add(cell.text);
  }
}

class Added final : public RowSource {
 public:
  explicit Added(std::unique_ptr<RowSource> source)
      : source_(std::move(source)), schema_(source_->schema()) {}

  Result<void> add(const AddedColumn& added) {
    if (find(added.name)) {
      return fail(ErrorKind::Refused, fmt::format("`additionalColumns` adds a column `{}`, and the "
                                                  "source has one of that name",
                                                  added.name));
    }
    ADXC_LET(filler, filler_of(added));
    const bool copied = filler.kind == Filler::Kind::Column;
    const ScalarType type = copied ? schema_[filler.column].type : ScalarType::String;
    schema_.push_back({added.name, type});
    fillers_.push_back(std::move(filler));
    return {};
  }

  const Schema& schema() const override { return schema_; }
  bool can_go_on() const override { return source_->can_go_on(); }
  Traffic traffic() const override { return source_->traffic(); }

  Result<bool> next(Batch& batch) override {
    batch.clear(schema_.size());
    ADXC_LET(more, source_->next(inner_));
    batch.set_file(inner_.file());
    for (std::size_t row = 0; row < inner_.rows(); ++row) {
      for (std::size_t column = 0; column < inner_.columns(); ++column) {
        append_cell(batch, inner_.at(row, column));
      }
      for (const Filler& filler : fillers_) fill(batch, filler, row);
      batch.end_row(inner_.line(row));
    }
    return more;
  }

 private:
  std::optional<std::size_t> find(std::string_view name) const {
    const auto found = std::find_if(schema_.begin(), schema_.end(),
                                    [&](const Column& column) { return column.name == name; });
    if (found == schema_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - schema_.begin());
  }

  Result<Filler> filler_of(const AddedColumn& added) const {
    if (added.value == kFilePath) return Filler{Filler::Kind::FilePath, "", 0};
    const std::string wanted = copied_column(added);
    if (wanted.empty()) return Filler{Filler::Kind::Constant, added.value, 0};
    const auto column = find(wanted);
    if (column && *column < source_->schema().size()) {
      return Filler{Filler::Kind::Column, "", *column};
    }
    return fail(ErrorKind::Refused, fmt::format("`additionalColumns` copies the column `{}`, which "
                                                "the source does not have",
                                                wanted));
  }

  void fill(Batch& batch, const Filler& filler, std::size_t row) const {
    switch (filler.kind) {
      case Filler::Kind::Constant: batch.add(filler.text); return;
      case Filler::Kind::FilePath: batch.add(inner_.file()); return;
      case Filler::Kind::Column: append_cell(batch, inner_.at(row, filler.column)); return;
    }
  }

  std::unique_ptr<RowSource> source_;
  Schema schema_;
  std::vector<Filler> fillers_;
  Batch inner_;
};

}  // namespace

std::string copied_column(const AddedColumn& column) {
  if (!column.value.starts_with(kColumn)) return "";
  return column.value.substr(kColumn.size());
}

Result<std::unique_ptr<RowSource>> add_columns(std::unique_ptr<RowSource> source,
                                               const std::vector<AddedColumn>& columns) {
  if (columns.empty()) return source;
  auto added = std::make_unique<Added>(std::move(source));
  for (const AddedColumn& column : columns) ADXC_TRY(added->add(column));
  return added;
}

}  // namespace adxc::rows

#include "runtime/exec/copy_rows.h"

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/rows/value.h"

namespace adxc::exec {
namespace {

/// Changes batches of the source into batches of the sink.
class Converter {
 public:
  Converter(const rows::Schema& source, const Columns& columns, const rows::Schema& sink)
      : source_(source), columns_(columns), sink_(sink) {}

  /// Errors: Data when a column can never become what the sink wants.
  Result<void> check() const {
    for (std::size_t i = 0; i < sink_.size(); ++i) {
      const rows::Column& from = source_[columns_.sources[i]];
      if (is_convertible(from.type, sink_[i].type)) continue;
      return fail(ErrorKind::Data,
                  fmt::format("column `{}` of the source is {}, column `{}` of the sink is {}; one "
                              "cannot become the other",
                              from.name, name(from.type), sink_[i].name, name(sink_[i].type)));
    }
    return {};
  }

  /// Appends row number `row` of `in` to `out`; on error nothing is appended.
  Result<void> add(const rows::Batch& in, std::size_t row, rows::Batch& out,
                   std::uint64_t number) const {
    for (std::size_t i = 0; i < sink_.size(); ++i) {
      if (add_cell(in.at(row, columns_.sources[i]), i, out)) continue;
      out.abandon_row();
      return bad_cell(in, row, i, number);
    }
    out.end_row(in.line(row));
    return {};
  }

 private:
  bool add_cell(rows::Cell cell, std::size_t column, rows::Batch& out) const {
    const ScalarType from = source_[columns_.sources[column]].type;
    const ScalarType to = sink_[column].type;
    if (cell.null || (from == ScalarType::Dynamic && from != to && cell.text == "null")) {
      out.add_null();
      return true;
    }
    if (from == to || (to == ScalarType::String && from != ScalarType::Dynamic)) {
      out.add(cell.text);
      return true;
    }
    const auto text = converted(from, to, cell.text);
    if (text) out.add(*text);
    return text.has_value();
  }

  tl::unexpected<Error> bad_cell(const rows::Batch& in, std::size_t row, std::size_t column,
                                 std::uint64_t number) const {
    const std::string place = in.file().empty()
                                  ? fmt::format("row {}", number)
                                  : fmt::format("`{}`, line {}", in.file(), in.line(row));
    const rows::Column& from = source_[columns_.sources[column]];
    const std::string target =
        from.name == sink_[column].name ? "" : fmt::format(" for column `{}`", sink_[column].name);
    return fail(ErrorKind::Data,
                fmt::format("{}: column `{}` has `{}`{}, {} is wanted", place, from.name,
                            shortened(in.at(row, columns_.sources[column]).text), target,
                            rows::expectation(sink_[column].type)));
  }

  const rows::Schema& source_;
  const Columns& columns_;
  const rows::Schema& sink_;
};

struct Copier {
  rows::RowSource& source;
  rows::RowSink& sink;
  Converter converter;
  bool skip_incompatible;
  Watch& watch;
  Counts& counts;
  rows::Batch in{};
  rows::Batch out{};

  /// The next batch; rows that the source itself cannot read are left out when that is asked for.
  Result<bool> next() {
    for (;;) {
      ADXC_TRY(watch.may_go_on());
      auto more = source.next(in);
      if (more || !skip_incompatible || more.error().kind != ErrorKind::Data || !source.can_go_on())
        return more;
      ++counts.rows_read;
      ++counts.rows_skipped;
      ADXC_TRY(watch.skipped(more.error()));
    }
  }

  Result<void> convert() {
    out.clear(sink.schema().size());
    out.set_file(in.file());
    for (std::size_t row = 0; row < in.rows(); ++row) {
      ++counts.rows_read;
      auto added = converter.add(in, row, out, counts.rows_read);
      if (added) continue;
      if (!skip_incompatible) return added;
      ++counts.rows_skipped;
      ADXC_TRY(watch.skipped(added.error()));
    }
    return {};
  }

  Result<void> write() {
    if (out.rows() == 0) return {};
    ADXC_TRY(
        watch.about_to("write", fmt::format("{} rows after {}", out.rows(), counts.rows_copied)));
    ADXC_TRY(sink.write(out));
    counts.rows_copied += out.rows();
    return {};
  }

  void count() {
    const rows::Traffic read = source.traffic();
    const rows::Traffic written = sink.traffic();
    counts.data_read = read.bytes;
    counts.files_read = read.files;
    counts.data_written = written.bytes;
    counts.files_written = written.files;
    watch.progressed(counts);
  }

  Result<void> run() {
    for (;;) {
      ADXC_LET(more, next());
      if (!more) break;
      ADXC_TRY(convert());
      ADXC_TRY(write());
      count();
    }
    ADXC_TRY(watch.about_to("finish", fmt::format("{} rows", counts.rows_copied)));
    ADXC_TRY(sink.finish());
    count();
    return {};
  }
};

}  // namespace

Result<void> copy_rows(rows::RowSource& source, const Columns& columns, rows::RowSink& sink,
                       bool skip_incompatible, Watch& watch, Counts& counts) {
  const Converter converter(source.schema(), columns, sink.schema());
  ADXC_TRY(converter.check());
  Copier copier{source, sink, converter, skip_incompatible, watch, counts};
  auto result = copier.run();
  if (!result) copier.count();
  return result;
}

}  // namespace adxc::exec

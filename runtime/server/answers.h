// Result tables as the two answers of Kusto's REST API: v1 (tables) for management commands and old
// queries, v2 (frames) for queries. Written as the rows come, in pieces of bounded size.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "runtime/engine/engine.h"
#include "runtime/server/call.h"
#include "runtime/server/wire.h"

namespace adxc::server {

/// Takes the answer's next bytes; false when nobody listens any more.
using Output = std::function<bool(std::string)>;

/// An answer in the making. finish() or refuse() ends it, once.
class Answer : public engine::TableVisitor {
 public:
  Answer(Output output, Ids ids, std::string database)
      : output_(std::move(output)), ids_(std::move(ids)), database_(std::move(database)) {}

  /// True when the first bytes are under way: from then on failures must be told inside the answer.
  bool begun() const { return begun_; }
  virtual Result<void> finish() = 0;
  /// Tells a failure inside an answer that has begun.
  virtual Result<void> refuse(const engine::Refusal& refusal) = 0;

 protected:
  /// Hands on what was gathered when there is enough of it, or always.
  Result<void> flush(bool always);
  void add_rows(const rows::Batch& batch);

  Output output_;
  Ids ids_;
  std::string database_;
  std::string pending_;
  rows::Schema schema_;
  bool begun_ = false;
  bool first_row_ = true;
};

/// {"Tables":[…]}; with `contents`, the tables of properties, status and contents that a query
/// carries.
class AnswerV1 : public Answer {
 public:
  AnswerV1(Output output, Ids ids, std::string database, bool contents)
      : Answer(std::move(output), std::move(ids), std::move(database)), contents_(contents) {}
  Result<void> begin(const std::string& name, const rows::Schema& schema) override;
  Result<void> batch(const rows::Batch& batch) override;
  Result<void> end() override;
  Result<void> finish() override;
  Result<void> refuse(const engine::Refusal& refusal) override;

 private:
  void add_contents();

  bool contents_;
  std::size_t tables_ = 0;
};

/// A JSON array of frames. Plain DataTable frames unless the request asked for fragments: official
/// clients read zero rows, without an error, from fragments they did not ask for.
class AnswerV2 : public Answer {
 public:
  AnswerV2(Output output, Ids ids, std::string database, const Wanted& wanted)
      : Answer(std::move(output), std::move(ids), std::move(database)),
        fragmented_(wanted.fragmented),
        newlines_(wanted.newlines),
        errors_at_end_(wanted.errors_at_end) {}
  Result<void> begin(const std::string& name, const rows::Schema& schema) override;
  Result<void> batch(const rows::Batch& batch) override;
  Result<void> end() override;
  Result<void> finish() override;
  Result<void> refuse(const engine::Refusal& refusal) override;

 private:
  void open();
  void next_frame();
  void add_completion_information(const engine::Refusal* refusal);
  Result<void> complete(const engine::Refusal* refusal);

  bool fragmented_;
  bool newlines_;
  bool errors_at_end_;
  bool in_table_ = false;
  std::size_t tables_ = 0;
  std::uint64_t rows_ = 0;
};

}  // namespace adxc::server

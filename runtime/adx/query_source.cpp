#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "runtime/adx/client.h"

namespace adxc::adx {
namespace {

/// Batches that may wait between the network and the reader.
constexpr std::size_t kMaxWaiting = 4;

/// The hand-over between the thread that reads the network and the one that wants rows.
class Handover : public TableSink {
 public:
  Result<void> begin(const rows::Schema& schema) override {
    const std::lock_guard lock(mutex_);
    schema_ = schema;
    changed_.notify_all();
    return {};
  }

  Result<void> batch(rows::Batch& rows) override {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || waiting_.size() < kMaxWaiting; });
    if (stopped_) return fail(ErrorKind::Cancelled, "the reader of the query went away");
    bytes_ += rows.bytes();
    waiting_.push_back(std::move(rows));
    rows = rows::Batch();
    changed_.notify_all();
    return {};
  }

  void finish(Result<void> result) {
    const std::lock_guard lock(mutex_);
    result_ = std::move(result);
    changed_.notify_all();
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

  /// Waits for the schema, or for the failure that came instead.
  Result<rows::Schema> schema() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return schema_ || result_; });
    if (result_ && !*result_) return tl::make_unexpected(result_->error());
    return *schema_;
  }

  Result<bool> next(rows::Batch& batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return result_ || !waiting_.empty(); });
    if (result_ && !*result_) return tl::make_unexpected(result_->error());
    if (waiting_.empty()) return false;
    batch = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return true;
  }

  std::uint64_t bytes() {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<rows::Batch> waiting_;
  std::optional<rows::Schema> schema_;
  std::optional<Result<void>> result_;  // once the thread is done
  std::uint64_t bytes_ = 0;
  bool stopped_ = false;
};

class QuerySource : public rows::RowSource {
 public:
  QuerySource(Client client, std::string text, const QueryOptions& options)
      : client_(std::move(client)), thread_([this, query = std::move(text), options] {
          handover_.finish(client_.query(query, options, handover_));
        }) {}
  ~QuerySource() override {
    handover_.stop();
    thread_.join();
  }
  QuerySource(const QuerySource&) = delete;
  QuerySource& operator=(const QuerySource&) = delete;

  Result<void> wait_for_schema() {
    ADXC_LET(schema, handover_.schema());
    schema_ = std::move(schema);
    return {};
  }

  const rows::Schema& schema() const override { return schema_; }
  Result<bool> next(rows::Batch& batch) override {
    ADXC_LET(more, handover_.next(batch));
    if (!more) batch.clear(schema_.size());
    return more;
  }
  rows::Traffic traffic() const override { return {handover_.bytes(), 0}; }

 private:
  mutable Handover handover_;
  Client client_;
  rows::Schema schema_;
  std::thread thread_;  // last, so that what it uses is made before it
};

}  // namespace

Result<std::unique_ptr<rows::RowSource>> open_query(Client client, std::string text,
                                                    QueryOptions options) {
  auto source = std::make_unique<QuerySource>(std::move(client), std::move(text), options);
  ADXC_TRY(source->wait_for_schema());
  return std::unique_ptr<rows::RowSource>(std::move(source));
}

}  // namespace adxc::adx

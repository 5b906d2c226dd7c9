// The Kusto client: queries read as rows that arrive, management commands as small tables.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/ticks.h"
#include "runtime/adx/dataset.h"
#include "runtime/auth/patience.h"
#include "runtime/auth/tokens.h"
#include "runtime/rows/batch.h"
#include "runtime/sys/world.h"

namespace adxc::adx {

struct Connection {
  std::string endpoint;  // "https://help.westeurope.kusto.windows.net"
  std::string database;
  std::optional<auth::Identity> identity;  // nobody: no token is sent
};

struct QueryOptions {
  std::int64_t timeout_ticks = 10 * kTicksPerMinute;  // of the service, until it begins to answer
  std::int64_t transfer_timeout_ticks = 0;            // until the last byte; 0 means none
  bool no_truncation = false;
  std::string query_now;  // datetime that fixes now(); "" means the service's clock
};

/// Whether a request may simply be sent again when its answer is lost.
enum class Effect { None, Changes };

/// What a management command answered.
struct Table {
  rows::Schema schema;
  rows::Batch rows;

  /// Index of the column, or nothing.
  std::optional<std::size_t> column(std::string_view name) const;
  /// The cell of a column that has to be there; "" when it is not.
  std::string_view text(std::size_t row, std::string_view column) const;
};

/// The table that the body of a v1 answer holds.
Result<Table> read_v1(std::string_view body);

/// One thread at a time.
class Client {
 public:
  Client(sys::World& world, auth::Tokens& tokens, Connection connection,
         auth::Patience patience = {});

  /// Runs a query and hands its rows on as they arrive. Sent again while nothing was handed on.
  Result<void> query(std::string_view text, const QueryOptions& options, TableSink& sink);

  /// Runs a management command. One that changes something is sent again only when the service said
  /// that it was too busy to begin; after Timeout and Unavailable its outcome is not known.
  Result<Table> manage(std::string_view text, Effect effect, std::int64_t timeout_ticks);

  const Connection& connection() const { return connection_; }
  sys::Clock& clock() { return *world_.clock; }

 private:
  /// What the cluster says of its login.
  struct Cloud {
    std::string login;
    std::string resource;
    bool anonymous = false;  // an emulator on this machine: no token
  };
  struct Call {
    std::string_view verb;  // in the client request id
    std::string_view path;
    std::string_view text;
    std::string properties;  // JSON object
    std::int64_t timeout_ticks = 0;
  };

  Result<const Cloud*> cloud();
  Result<std::string> bearer();
  Result<sys::Response> send(const Call& call, const sys::Network::BodyHandler& on_body);
  Result<sys::Response> send_once(const Call& call, const sys::Network::BodyHandler& on_body);
  Result<void> query_once(const Call& call, TableSink& sink);
  Result<Table> manage_once(const Call& call);
  /// Calls `attempt` until it succeeds, fails for good, or `may_repeat` says no.
  template <typename Attempt, typename MayRepeat>
  auto patiently(const Attempt& attempt, const MayRepeat& may_repeat);

  sys::World& world_;
  auth::Tokens& tokens_;
  Connection connection_;
  auth::Patience patience_;
  std::optional<Cloud> cloud_;
  int last_status_ = 0;           // of the last answer; 0 when there was none
  std::string last_retry_after_;  // its header
};

/// The rows of a query, read by a thread of their own that is at most a few batches ahead. Waits
/// for the schema; errors after that come from next(). A failure in the middle fails the whole:
/// rows that were already given may be wrong.
Result<std::unique_ptr<rows::RowSource>> open_query(Client client, std::string text,
                                                    QueryOptions options);

}  // namespace adxc::adx

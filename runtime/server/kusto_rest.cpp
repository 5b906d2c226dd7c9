#include "runtime/server/kusto_rest.h"

#include <algorithm>
#include <thread>

#include "runtime/server/answers.h"

namespace adxc::server {
namespace {

/// What Kustainer answers too: no directory, so clients need no token.
constexpr std::string_view kMetadata = "{\"AzureAD\":null,\"dSTS\":null}";

/// Longest request id that is echoed; the SDKs stay far below.
constexpr std::size_t kLongestId = 256;

Reply refusal_reply(const engine::Refusal& refusal, const Ids& ids, std::string_view database) {
  Reply reply;
  // A partial failure is told inside a 200; before anything was sent a plain bad request says it
  // better.
  reply.status = refusal.http_status == 200 ? 400 : refusal.http_status;
  reply.text = error_body(refusal, ids, database);
  return reply;
}

Reply not_found(const Call& call, const Ids& ids) {
  engine::Refusal refusal;
  refusal.http_status = 404;
  refusal.code = "BadRequest_EntityNotFound";
  refusal.message =
      "the embedded engine does not answer " + call.method + " " + call.path +
      "; it answers /v1/rest/mgmt, /v1/rest/query, /v2/rest/query and /v1/rest/auth/metadata";
  return refusal_reply(refusal, ids, "");
}

std::unique_ptr<Answer> make_answer(Output output, const Ids& ids, const Wanted& wanted, bool v2,
                                    bool contents) {
  if (v2) return std::make_unique<AnswerV2>(std::move(output), ids, wanted.database, wanted);
  return std::make_unique<AnswerV1>(std::move(output), ids, wanted.database, contents);
}

/// One request being executed on a thread of its own, so that its rows can be sent while they come.
struct Execution {
  Wanted wanted;
  Ids ids;
  Channel channel;
  engine::Refusal refusal;  // set before the channel closes, when nothing was sent
  bool refused = false;
  std::thread thread;

  ~Execution() {
    channel.abandon();
    if (thread.joinable()) thread.join();
  }
};

void conclude(Execution& execution, Answer& answer, const engine::Outcome& outcome) {
  if (outcome) {
    (void)answer.finish();  // fails only when the caller has gone
  } else if (answer.begun()) {
    (void)answer.refuse(outcome.error());
  } else {
    execution.refusal = outcome.error();
    execution.refused = true;
  }
  execution.channel.close();
}

}  // namespace

Ids KustoRest::ids_of(const Call& call) {
  Ids ids;
  ids.activity_id = sys::new_guid(random_);
  const auto found = call.headers.find("x-ms-client-request-id");
  std::string id =
      found == call.headers.end() ? "unspecified;" + sys::new_guid(random_) : found->second;
  id.resize(std::min(id.size(), kLongestId));
  // The id is echoed in a header: nothing that could end the header may stay in it.
  std::erase_if(id, [](char c) { return c < ' ' || c > '~'; });
  ids.client_request_id = std::move(id);
  return ids;
}

Reply KustoRest::handle(const Call& call) {
  const Ids ids = ids_of(call);
  const bool asks = call.method == "POST" || call.method == "GET";
  Reply reply;
  if (call.path == "/v1/rest/mgmt" && call.method == "POST") {
    reply = run(call, Kind::Manage, ids);
  } else if (call.path == "/v2/rest/query" && asks) {
    reply = run(call, Kind::QueryV2, ids);
  } else if (call.path == "/v1/rest/query" && asks) {
    reply = run(call, Kind::QueryV1, ids);
  } else if (call.path == "/v1/rest/auth/metadata" && call.method == "GET") {
    reply.text = kMetadata;
  } else if (call.path == "/" && call.method == "GET") {
    reply.content_type = "text/plain; charset=utf-8";
    reply.text = "adxc serve: the embedded engine behind the Kusto REST API\n";
  } else {
    reply = not_found(call, ids);
  }
  reply.headers.emplace_back("x-ms-client-request-id", ids.client_request_id);
  reply.headers.emplace_back("x-ms-activity-id", ids.activity_id);
  return reply;
}

Reply KustoRest::run(const Call& call, Kind kind, const Ids& ids) {
  auto wanted = read_wanted(call);
  if (!wanted) return refusal_reply(wanted.error(), ids, "");

  // Shared by this thread, which sends, and the execution's, which produces; the later one frees
  // it.
  const auto execution = std::make_shared<Execution>();
  execution->wanted = std::move(*wanted);
  execution->ids = ids;
  execution->thread = std::thread([this, kind, &run = *execution] {
    const auto answer =
        make_answer([&](std::string bytes) { return run.channel.push(std::move(bytes)); }, run.ids,
                    run.wanted, kind == Kind::QueryV2, kind == Kind::QueryV1);
    // A management command may arrive at the query endpoint of older clients, and is refused there.
    const engine::Outcome outcome =
        kind == Kind::Manage
            ? engine_.manage(run.wanted.database, run.wanted.text, run.wanted.options, *answer)
            : engine_.query(run.wanted.database, run.wanted.text, run.wanted.options, *answer);
    conclude(run, *answer, outcome);
  });

  auto first = execution->channel.pop();
  if (!first && execution->refused)
    return refusal_reply(execution->refusal, ids, execution->wanted.database);
  Reply reply;
  reply.stream = [execution, held = std::move(first)]() mutable {
    if (held) return std::exchange(held, std::nullopt);
    return execution->channel.pop();
  };
  reply.abandon = [execution] {
    execution->channel.abandon();
  };
  return reply;
}

}  // namespace adxc::server

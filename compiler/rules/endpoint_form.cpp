#include <algorithm>
#include <optional>

#include "compiler/base/kusto_hosts.h"
#include "compiler/base/names.h"
#include "compiler/program/scalars.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/rules.h"

namespace adxc::rules {

extern const Rule endpoint_form;

namespace {

using namespace program;

constexpr diag::Kind<std::string_view, std::string_view> kEndpointForm{
    {"endpoint-form", diag::Severity::Error, diag::kFixable}, "the endpoint has {}, wanted {}"};
constexpr diag::Kind<std::string_view, std::string_view> kEndpointDoubt{
    {"endpoint-form", diag::Severity::Warning, diag::kFixable}, "the endpoint has {}, wanted {}"};

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kIngest = "ingest-";
constexpr std::string_view kWanted = "the form `https://<cluster>.<region>.kusto.windows.net`";

struct Fault {
  Stretch where;
  std::string_view found;
  std::string_view wanted;
  bool doubt = false;                // the service may accept it
  std::optional<Stretch> goes = {};  // what to take away to mend it
  std::string_view comes = {};       // what to put there instead
};

/// "https://host:8080/path" taken apart, as offsets into the text.
struct Address {
  std::string_view text;
  std::string_view scheme;  // "" when there is none
  std::size_t host = 0;
  std::size_t host_end = 0;
  std::size_t rest = 0;  // where path, query or fragment begin; the end when there are none
};

Address take_apart(std::string_view text) {
  Address address{text, {}, 0, 0, 0};
  const std::size_t colon = text.find("://");
  if (colon != std::string_view::npos) {
    address.scheme = text.substr(0, colon);
    address.host = colon + 3;
  }
  address.rest = std::min(text.find_first_of("/?#", address.host), text.size());
  const std::string_view authority = text.substr(address.host, address.rest - address.host);
  address.host_end = address.host + std::min(authority.find(':'), authority.size());
  return address;
}

/// Where an engine on the same machine answers, which needs neither TLS nor a known name.
bool is_local(std::string_view host) {
  return equal_fold(host, "localhost") || host.starts_with("127.") || host.starts_with("[");
}

std::optional<Fault> scheme_fault(const Address& address, std::string_view host) {
  const std::size_t end = address.text.size();
  if (address.scheme.empty()) {
    Fault fault{{0, end}, "no scheme", kWanted};
    if (is_kusto_host(host) && address.rest == end) fault.goes = {0, 0}, fault.comes = "https://";
    return fault;
  }
  if (equal_fold(address.scheme, "https")) return std::nullopt;
  if (equal_fold(address.scheme, "http") && is_local(host)) return std::nullopt;
  const bool plain = equal_fold(address.scheme, "http");
  const Stretch scheme{0, address.scheme.size()};
  Fault fault{scheme, plain ? "the scheme `http`" : "an unknown scheme", "`https`"};
  if (plain) fault.goes = scheme, fault.comes = "https";
  return fault;
}

std::optional<Fault> host_fault(const Address& address, std::string_view host) {
  const Stretch where{address.host, address.host_end};
  if (host.empty()) return Fault{where, "no host", kWanted};
  if (fold_case(host).starts_with(kIngest)) {
    return Fault{where, "the address for ingestion",
                 "the address of the cluster, without `ingest-`", false,
                 Stretch{address.host, address.host + kIngest.size()}};
  }
  if (is_local(host) || is_kusto_host(host)) return std::nullopt;
  return Fault{where, "a host of no known cloud", kWanted, true};
}

std::optional<Fault> fault_of(std::string_view text) {
  if (text.find_first_not_of(kBlanks) == std::string_view::npos) {
    return Fault{{0, text.size()}, "no text", kWanted};
  }
  if (text.front() == ' ' || text.front() == '\t')
    return Fault{
        {0, 1}, "a blank at its begin", "none", false, Stretch{0, text.find_first_not_of(kBlanks)}};
  if (text.back() == ' ' || text.back() == '\t' || text.back() == '\n') {
    return Fault{{text.size() - 1, text.size()},
                 "a blank at its end",
                 "none",
                 false,
                 Stretch{text.find_last_not_of(kBlanks) + 1, text.size()}};
  }
  const Address address = take_apart(text);
  const std::string_view host = text.substr(address.host, address.host_end - address.host);
  if (const auto fault = scheme_fault(address, host)) return fault;
  const Stretch rest{address.rest, text.size()};
  if (text.substr(address.rest) == "/")
    return Fault{rest, "a slash at its end", "none", true, rest};
  if (address.rest < text.size()) return Fault{rest, "more than a host", kWanted};
  return host_fault(address, host);
}

/// The service takes a slash at the end; everything else fails before and works after.
std::optional<diag::Fix> mended(const document::Document& document, document::NodeId node,
                                std::string_view endpoint, const Fault& fault) {
  std::string meant(endpoint);
  meant.replace(fault.goes->begin, fault.goes->end - fault.goes->begin, fault.comes);
  return document::fix_of(document::replace_scalar(document, node, meant), "write `" + meant + "`",
                          fault.doubt);
}

void check_endpoint(const Program& program, const model::LinkedService& service, ObjectId id,
                    diag::Sink& sink) {
  const auto* adx = model::as<model::AzureDataExplorerLinkedService>(service.type_properties);
  const std::string* endpoint = adx == nullptr ? nullptr : adx->endpoint.literal();
  if (endpoint == nullptr || find_placeholder(*endpoint) || has_token(*endpoint)) return;
  const std::optional<Fault> fault = fault_of(*endpoint);
  if (!fault) return;
  diag::Place place = program.place(id, adx->endpoint.node);
  place.span = program.document_of(id)
                   .fragment(adx->endpoint.node)
                   .span(fault->where.begin, fault->where.end);
  diag::Diagnostic& finding = sink.report(fault->doubt ? kEndpointDoubt : kEndpointForm, place,
                                          fault->found, fault->wanted);
  if (fault->goes)
    diag::offer(finding, mended(program.document_of(id), adx->endpoint.node, *endpoint, *fault));
}

void check_program(const Program& program, diag::Sink& sink) {
  for (std::size_t i = 0; i < program.entities.size(); ++i) {
    const model::LinkedService* service = program.entities[i].linked_service;
    if (service != nullptr)
      check_endpoint(program, *service, {static_cast<std::uint32_t>(i)}, sink);
  }
}

}  // namespace

const Rule endpoint_form = {check_program};

}  // namespace adxc::rules

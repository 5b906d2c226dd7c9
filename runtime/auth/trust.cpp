#include "runtime/auth/trust.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/sys/world.h"

namespace adxc::auth {
namespace {

struct Cloud {
  std::string_view login;   // host of its authority
  std::string_view suffix;  // ".x" matches every host below x, "x" only the host itself
};

constexpr std::string_view kPublic = "login.microsoftonline.com";
constexpr std::string_view kGovernment = "login.microsoftonline.us";
constexpr std::string_view kChina = "login.partner.microsoftonline.cn";

constexpr std::array kClouds = {Cloud{kPublic, ".kusto.windows.net"},
                                Cloud{kPublic, ".kustodev.windows.net"},
                                Cloud{kPublic, ".kustomfa.windows.net"},
                                Cloud{kPublic, ".kusto.azuresynapse.net"},
                                Cloud{kPublic, ".kusto.data.microsoft.com"},
                                Cloud{kPublic, ".kusto.fabric.microsoft.com"},
                                Cloud{kPublic, ".dxp.aad.azure.com"},
                                Cloud{kPublic, ".playfabapi.com"},
                                Cloud{kPublic, ".playfab.com"},
                                Cloud{kPublic, ".azureplayfab.com"},
                                Cloud{kPublic, ".api.securityplatform.microsoft.com"},
                                Cloud{kPublic, ".securitycenter.windows.com"},
                                Cloud{kPublic, ".arg.core.windows.net"},
                                Cloud{kPublic, "ade.applicationinsights.io"},
                                Cloud{kPublic, "ade.loganalytics.io"},
                                Cloud{kPublic, "adx.monitor.azure.com"},
                                Cloud{kPublic, "adx.applicationinsights.azure.com"},
                                Cloud{kPublic, "adx.loganalytics.azure.com"},
                                Cloud{kPublic, "kusto.aria.microsoft.com"},
                                Cloud{kPublic, "eu.kusto.aria.microsoft.com"},
                                Cloud{kGovernment, ".kusto.usgovcloudapi.net"},
                                Cloud{kGovernment, ".kustomfa.usgovcloudapi.net"},
                                Cloud{kGovernment, ".arg.core.usgovcloudapi.net"},
                                Cloud{kGovernment, "adx.monitor.azure.us"},
                                Cloud{kGovernment, "adx.applicationinsights.azure.us"},
                                Cloud{kGovernment, "adx.loganalytics.azure.us"},
                                Cloud{kChina, ".kusto.chinacloudapi.cn"},
                                Cloud{kChina, ".kusto.azuresynapse.azure.cn"},
                                Cloud{kChina, ".kustomfa.chinacloudapi.cn"},
                                Cloud{kChina, ".playfab.cn"},
                                Cloud{kChina, "adx.monitor.azure.cn"},
                                Cloud{kChina, "adx.applicationinsights.azure.cn"},
                                Cloud{kChina, "adx.loganalytics.azure.cn"}};

struct Vaults {
  std::string_view suffix;
  VaultCloud cloud;
};

constexpr std::array kVaults = {
    Vaults{".vault.azure.net", {kPublicLogin, "https://vault.azure.net"}},
    Vaults{".vault.usgovcloudapi.net",
           {"https://login.microsoftonline.us", "https://vault.usgovcloudapi.net"}},
    Vaults{".vault.azure.cn",
           {"https://login.partner.microsoftonline.cn", "https://vault.azure.cn"}}};

bool below(std::string_view host, std::string_view suffix) {
  return suffix.front() == '.' ? host.size() > suffix.size() && ends_with_fold(host, suffix)
                               : host == suffix;
}

bool is_https(std::string_view url) {
  return equal_fold(url.substr(0, 8), "https://");
}

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

}  // namespace

std::string host_of(std::string_view url) {
  const bool http = equal_fold(url.substr(0, 7), "http://");
  if (!http && !is_https(url)) return "";
  url.remove_prefix(http ? 7 : 8);
  // A backslash is a slash to some readers and not to others, so it ends the host here and is
  // refused below.
  const std::string_view authority = url.substr(0, url.find_first_of("/?#"));
  std::string host = fold_case(authority.substr(0, authority.rfind(':')));
  if (!authority.empty() && authority.front() == '[')
    host = fold_case(authority.substr(0, authority.find(']') + 1));
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) return host;
  return std::all_of(host.begin(), host.end(), plain) ? host : "";
}

Result<void> trusted_login(std::string_view login_endpoint) {
  if (sys::is_loopback(login_endpoint)) return {};
  const std::string host = host_of(login_endpoint);
  const auto known = [&](const Cloud& cloud) {
    return cloud.login == host;
  };
  if (is_https(login_endpoint) && std::any_of(kClouds.begin(), kClouds.end(), known)) return {};
  return fail(
      ErrorKind::Denied,
      fmt::format("login endpoint `{}` is not one of Microsoft's, so no secret is sent there",
                  shortened(login_endpoint)));
}

Result<void> trusted_cluster(std::string_view cluster, std::string_view login_endpoint) {
  if (sys::is_loopback(cluster)) return {};
  const std::string host = host_of(cluster);
  const std::string login = host_of(login_endpoint);
  const auto known = [&](const Cloud& cloud) {
    return cloud.login == login && below(host, cloud.suffix);
  };
  if (is_https(cluster) && std::any_of(kClouds.begin(), kClouds.end(), known)) return {};
  return fail(
      ErrorKind::Denied,
      fmt::format("`{}` is not a known Azure Data Explorer host of the cloud of `{}`, so no "
                  "token is sent there",
                  shortened(cluster), shortened(login_endpoint)));
}

Result<VaultCloud> trusted_vault(std::string_view vault) {
  if (sys::is_loopback(vault)) return kVaults.front().cloud;
  const std::string host = host_of(vault);
  for (const Vaults& vaults : kVaults) {
    if (is_https(vault) && below(host, vaults.suffix)) return vaults.cloud;
  }
  return fail(
      ErrorKind::Denied,
      fmt::format("`{}` is not a known Key Vault host, expected https://<name>.vault.azure.net",
                  shortened(vault)));
}

}  // namespace adxc::auth

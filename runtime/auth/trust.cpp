#include "runtime/auth/trust.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "runtime/sys/url.h"
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

std::string host_of(std::string_view url) {
  return fold_case(sys::plain_host(url));
}

}  // namespace

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

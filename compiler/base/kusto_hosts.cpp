#include "compiler/base/kusto_hosts.h"

#include <algorithm>
#include <array>
#include <string>

#include "compiler/base/names.h"

namespace adxc {
namespace {

constexpr std::string_view kPublic = "login.microsoftonline.com";
constexpr std::string_view kGovernment = "login.microsoftonline.us";
constexpr std::string_view kChina = "login.partner.microsoftonline.cn";

constexpr std::array kHosts = {KustoHost{kPublic, ".kusto.windows.net"},
                               KustoHost{kPublic, ".kustodev.windows.net"},
                               KustoHost{kPublic, ".kustomfa.windows.net"},
                               KustoHost{kPublic, ".kusto.azuresynapse.net"},
                               KustoHost{kPublic, ".kusto.data.microsoft.com"},
                               KustoHost{kPublic, ".kusto.fabric.microsoft.com"},
                               KustoHost{kPublic, ".dxp.aad.azure.com"},
                               KustoHost{kPublic, ".playfabapi.com"},
                               KustoHost{kPublic, ".playfab.com"},
                               KustoHost{kPublic, ".azureplayfab.com"},
                               KustoHost{kPublic, ".api.securityplatform.microsoft.com"},
                               KustoHost{kPublic, ".securitycenter.windows.com"},
                               KustoHost{kPublic, ".arg.core.windows.net"},
                               KustoHost{kPublic, "ade.applicationinsights.io"},
                               KustoHost{kPublic, "ade.loganalytics.io"},
                               KustoHost{kPublic, "adx.monitor.azure.com"},
                               KustoHost{kPublic, "adx.applicationinsights.azure.com"},
                               KustoHost{kPublic, "adx.loganalytics.azure.com"},
                               KustoHost{kPublic, "kusto.aria.microsoft.com"},
                               KustoHost{kPublic, "eu.kusto.aria.microsoft.com"},
                               KustoHost{kGovernment, ".kusto.usgovcloudapi.net"},
                               KustoHost{kGovernment, ".kustomfa.usgovcloudapi.net"},
                               KustoHost{kGovernment, ".arg.core.usgovcloudapi.net"},
                               KustoHost{kGovernment, "adx.monitor.azure.us"},
                               KustoHost{kGovernment, "adx.applicationinsights.azure.us"},
                               KustoHost{kGovernment, "adx.loganalytics.azure.us"},
                               KustoHost{kChina, ".kusto.chinacloudapi.cn"},
                               KustoHost{kChina, ".kusto.azuresynapse.azure.cn"},
                               KustoHost{kChina, ".kustomfa.chinacloudapi.cn"},
                               KustoHost{kChina, ".playfab.cn"},
                               KustoHost{kChina, "adx.monitor.azure.cn"},
                               KustoHost{kChina, "adx.applicationinsights.azure.cn"},
                               KustoHost{kChina, "adx.loganalytics.azure.cn"}};

}  // namespace

std::span<const KustoHost> kusto_hosts() {
  return kHosts;
}

bool is_below(std::string_view host, std::string_view suffix) {
  return suffix.front() == '.' ? host.size() > suffix.size() && ends_with_fold(host, suffix)
                               : host == suffix;
}

bool is_kusto_host(std::string_view host) {
  const std::string folded = fold_case(host);
  return std::ranges::any_of(
      kusto_hosts(), [&](const KustoHost& kusto) { return is_below(folded, kusto.suffix); });
}

}  // namespace adxc

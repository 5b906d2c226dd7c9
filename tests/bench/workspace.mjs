// Definitions to measure with when none are given: a factory of any size, the same every time.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const reference = (type, name) => ({ referenceName: name, type: `${type}Reference` });

const linkedServices = [
  (name) => ({
    name,
    properties: {
      type: "AzureDataExplorer",
      typeProperties: { endpoint: `https://${name.toLowerCase()}.westeurope.kusto.windows.net`, database: "Telemetry" },
    },
  }),
  (name) => ({
    name,
    properties: {
      type: "AzureBlobStorage",
      typeProperties: { serviceEndpoint: `https://${name.toLowerCase()}.blob.core.windows.net`, accountKind: "StorageV2" },
    },
  }),
];

const datasets = [
  (name, i) => ({
    name,
    properties: {
      linkedServiceName: reference("LinkedService", `Service${2 * (i % 20)}`),
      type: "AzureDataExplorerTable",
      typeProperties: { table: `Events${i}` },
    },
  }),
  (name, i) => ({
    name,
    properties: {
      linkedServiceName: reference("LinkedService", `Service${2 * (i % 20) + 1}`),
      parameters: { day: { type: "string", defaultValue: "2024-01-01" } },
      type: "DelimitedText",
      typeProperties: {
        location: {
          type: "AzureBlobStorageLocation",
          container: "landing",
          folderPath: { value: "@concat('events/', dataset().day)", type: "Expression" },
        },
        columnDelimiter: ",",
        escapeChar: "\\",
        firstRowAsHeader: true,
        quoteChar: "\"",
      },
    },
  }),
];

const copy = (pipeline, i, before) => ({
  name: `Copy ${i}`,
  type: "Copy",
  dependsOn: before ? [{ activity: before, dependencyConditions: ["Succeeded"] }] : [],
  policy: { timeout: "0.02:00:00", retry: 2, retryIntervalInSeconds: 60, secureInput: false, secureOutput: false },
  userProperties: [],
  typeProperties: {
    source: {
      type: "DelimitedTextSource",
      storeSettings: { type: "AzureBlobStorageReadSettings", recursive: true, wildcardFileName: "*.csv" },
      formatSettings: { type: "DelimitedTextReadSettings" },
    },
    sink: { type: "AzureDataExplorerSink", ingestionMappingName: `mapping_${i}` },
    enableStaging: false,
  },
  inputs: [{ ...reference("Dataset", `Dataset${2 * ((7 * pipeline + i) % 100) + 1}`), parameters: { day: "@pipeline().parameters.day" } }],
  outputs: [reference("Dataset", `Dataset${2 * ((3 * pipeline + i) % 100)}`)],
});

const lookup = {
  name: "Lookup",
  type: "Lookup",
  typeProperties: {
    source: {
      type: "AzureDataExplorerSource",
      query: "Events\n| where Timestamp > ago(1d)\n| summarize Rows = count() by Day = bin(Timestamp, 1d)\n| top 10 by Rows",
      queryTimeout: "00:10:00",
    },
    dataset: reference("Dataset", "Dataset0"),
  },
};

function pipeline(name, number) {
  const activities = [lookup];
  for (let i = 0; i < 1 + (number % 6); i++) activities.push(copy(number, i, activities.at(-1).name));
  return {
    name,
    properties: {
      activities,
      parameters: { day: { type: "string", defaultValue: "2024-01-01" } },
      annotations: [],
      folder: { name: `area ${number % 9}` },
    },
  };
}

/// Writes `files` definitions below `folder`: 40 linked services, 200 datasets, and pipelines.
export function writeWorkspace(folder, files) {
  const write = (kind, name, definition) =>
    writeFileSync(join(folder, kind, `${name}.json`), JSON.stringify(definition, null, 4) + "\n");
  for (const kind of ["linkedService", "dataset", "pipeline"]) mkdirSync(join(folder, kind), { recursive: true });
  for (let i = 0; i < 40; i++) write("linkedService", `Service${i}`, linkedServices[i % 2](`Service${i}`));
  for (let i = 0; i < 200; i++) write("dataset", `Dataset${i}`, datasets[i % 2](`Dataset${i}`, i));
  for (let i = 240; i < files; i++) write("pipeline", `Pipeline${i}`, pipeline(`Pipeline${i}`, i));
}

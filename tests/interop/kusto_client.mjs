// The official Node client, unchanged, against `adxc serve`: commands, queries, every type, errors.
//   node kusto_client.mjs PATH_TO_ADXC
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client, ClientRequestProperties } from "azure-kusto-data";

const adxc = process.argv[2];
const store = mkdtempSync(join(tmpdir(), "adxc-interop-"));

/** Starts `adxc serve` on a free port and resolves to its URL, from the first line it prints. */
function serve() {
  const child = spawn(adxc, ["serve", "--port", "0", "--store", store, "--database", "Samples"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    lines.once("line", (line) => resolve({ child, url: line.replace(/^serving /, "") }));
    child.once("exit", (code) => reject(new Error(`adxc serve ended with ${code}`)));
  });
}

async function commands(client) {
  const version = await client.executeMgmt("Samples", ".show version");
  assert.equal([...version.primaryResults[0].rows()].length, 1);
  await client.executeMgmt("Samples", ".create table Readings (At: datetime, Sensor: string, Value: real, Count: long)");
  const schema = await client.executeMgmt("Samples", ".show table Readings cslschema");
  assert.equal(schema.primaryResults[0][0].Schema, "At:datetime, Sensor:string, Value:real, Count:long");
  await client.executeMgmt(
    "Samples",
    '.ingest inline into table Readings <|\n2026-01-02T03:04:05.6789012Z,"north, 1",1.5,9007199254740993\n2026-01-03,south,,2\n',
  );
}

async function queries(client) {
  const result = await client.execute("Samples", "Readings | order by At asc");
  const [first, second] = [...result.primaryResults[0].rows()];
  assert.equal(first.Sensor, "north, 1");
  assert.equal(first.Value, 1.5);
  assert.equal(first.At.toISOString(), "2026-01-02T03:04:05.678Z");
  assert.equal(second.Value, null);
  assert.deepEqual(
    result.primaryResults[0].columns.map((column) => [column.name, column.type]),
    [["At", "datetime"], ["Sensor", "string"], ["Value", "real"], ["Count", "long"]],
  );
  const sums = await client.execute("Samples", "Readings | summarize n = count(), total = sum(Count)");
  assert.equal(sums.primaryResults[0][0].n, 2);
}

/** Values that JSON and JavaScript could bend, read from the raw answer. */
async function exactValues(client) {
  const text = "print l = 9223372036854775807, t = 1d, g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642), " +
    "d = dynamic({\"a\": [1, null]}), b = true, n = real(nan), m = decimal(2.00000000000000000001)";
  const { primaryResults } = await client.execute("Samples", text);
  const row = primaryResults[0][0];
  assert.equal(row.g, "74be27de-1e4e-49d9-b579-fe0b331d3642");
  assert.deepEqual(row.d, { a: [1, null] });
  assert.equal(row.b, true);
  assert.equal(row.n, "NaN");
  assert.equal(row.m, "2.00000000000000000001");
}

async function errors(client) {
  const refused = async (text, pattern) =>
    assert.rejects(client.execute("Samples", text), (error) => {
      const inner = error.response?.data?.error;
      assert.match(inner?.["@message"] ?? String(error), pattern);
      return true;
    });
  await refused("Readings | where", /./);
  await refused("Readings | project Nothing", /Nothing/);
  await refused("Missing | take 1", /Missing/);
  await assert.rejects(client.execute("NoSuchDatabase", "print 1"), (error) => {
    assert.equal(error.response.status, 400);
    assert.match(error.response.data.error.code, /DatabaseNotExist/);
    return true;
  });
  await assert.rejects(client.executeMgmt("Samples", ".alter table Readings policy caching hot = 1d"), (error) => {
    assert.match(error.response.data.error["@message"], /policy/);
    return true;
  });
}

/** A result that is cut at its limit is an error for the client, never a short answer. */
async function truncation(client) {
  const many = "range i from 1 to 600000 step 1";
  await assert.rejects(client.execute("Samples", many));
  const properties = new ClientRequestProperties();
  properties.setOption("notruncation", true);
  const result = await client.execute("Samples", `${many} | summarize count()`, properties);
  assert.equal(result.primaryResults[0][0].count_, 600000);
}

let child;
try {
  const running = await serve();
  child = running.child;
  const client = new Client(running.url);
  for (const test of [commands, queries, exactValues, errors, truncation]) {
    await test(client);
    console.log(`ok ${test.name}`);
  }
} catch (error) {
  // An Axios error prints whole sockets; what the service said is enough.
  const said = error.response?.data?.error?.["@message"];
  console.error(said ? `${error.message}: ${said}` : error);
  process.exitCode = 1;
} finally {
  child?.kill("SIGTERM");
  rmSync(store, { recursive: true, force: true });
}

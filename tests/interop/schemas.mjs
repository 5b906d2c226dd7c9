// The published schemas in the hands of those they are for: ajv compiles each of them, and the YAML language
// server marks mistakes in a definition at the right line.
//   node schemas.mjs PATH_TO_ADXC SOURCE_ROOT
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [adxc, root] = process.argv.slice(2);
const peers = join(import.meta.dirname, "../node_modules");
const server = join(peers, "yaml-language-server/bin/yaml-language-server");
if (!existsSync(server)) {
  console.log("skipped: tests/node_modules is missing, run ./dev setup");
  process.exit(77);
}
const { default: Ajv } = await import(join(peers, "ajv/dist/ajv.js"));

const folder = join(root, "schemas/json");
for (const file of readdirSync(folder)) {
  const text = readFileSync(join(folder, file), "utf8");
  new Ajv.default({ strict: false }).compile(JSON.parse(text));
  if (file === "lint-report.schema.json") continue; // of a report, not of definitions
  const printed = spawnSync(adxc, ["schema", file.split(".")[0]], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(printed.stdout, text, `adxc schema prints ${file}`);
}

/** The least of a client of the language server protocol. */
class Client {
  constructor() {
    this.process = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.buffer = Buffer.alloc(0);
    this.waiting = [];
    this.process.stdout.on("data", (data) => this.take(data));
  }
  take(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const size = Number(/Content-Length: (\d+)/i.exec(this.buffer.toString("utf8", 0, end))[1]);
      if (this.buffer.length < end + 4 + size) return;
      const message = JSON.parse(this.buffer.toString("utf8", end + 4, end + 4 + size));
      this.buffer = this.buffer.subarray(end + 4 + size);
      this.answer(message);
    }
  }
  answer(message) {
    if (message.method === "workspace/configuration") {
      this.send({ id: message.id, result: message.params.items.map(({ section }) => (section === "yaml" ? settings : {})) });
    } else if (message.id !== undefined && message.method) {
      this.send({ id: message.id, result: null });
    }
    this.waiting = this.waiting.filter((wait) => !wait(message));
  }
  send(message) {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }
  until(test) {
    return new Promise((resolve) => this.waiting.push((message) => test(message) && (resolve(message), true)));
  }
}

const settings = { validate: true, schemas: { [pathToFileURL(join(folder, "pipeline.schema.json")).href]: ["*.yaml"] } };
const client = new Client();
client.send({ id: 1, method: "initialize", params: { processId: process.pid, rootUri: null,
  capabilities: { workspace: { configuration: true } } } });
await client.until((message) => message.id === 1);
client.send({ method: "initialized", params: {} });
client.send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: settings } } });

async function marks(text, version) {
  const uri = `file:///adxc/nightly${version}.yaml`;
  const told = client.until((m) => m.method === "textDocument/publishDiagnostics" && m.params.uri === uri);
  client.send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version, text } } });
  return (await told).params.diagnostics.map((mark) => mark.range.start.line + 1);
}

const good = `name: Nightly
properties:
  activities:
    - name: Stop
      type: Wait
      typeProperties:
        waitTimeInSeconds: 5
`;
assert.deepEqual(await marks(good, 1), []);
assert.deepEqual(await marks(good.replace("type: Wait", "type: Weit"), 2), [5]);
assert.deepEqual(await marks(good.replace("5", "[5]"), 3), [7]);
client.process.kill();
console.log("every schema compiles, and mistakes are marked where they are");

// adxc lint, all rules, against two validators that check no more than our published schema, on the
// same files in the same run: node tests/bench/lint.mjs ADXC MEASURE [FOLDER]. See docs/bench.md.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { writeWorkspace } from "./workspace.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "5" },
    files: { type: "string", default: "3000" },
    schema: { type: "string", default: join(here, "../../schemas/json/adxc.schema.json") },
  },
});
const [adxc, measure, folder] = positionals;
if (measure === undefined) {
  console.error("usage: lint.mjs ADXC MEASURE [FOLDER] [--runs N] [--files N] [--schema FILE]");
  process.exit(2);
}

const peers = join(here, "node_modules");
const native = join(peers, `@sourcemeta/jsonschema/build/github-releases/jsonschema-linux-${process.arch === "arm64" ? "arm64" : "x86_64"}`);
const tools = {
  adxc: (place) => [resolve(adxc), "lint", place],
  // The program itself, not the script of npm that starts it: that would only flatter us.
  sourcemeta: (place) => [native, "validate", "--fast", "--continue", options.schema, place],
  ajv: (place, pattern) => [
    process.execPath, join(peers, "ajv-cli/dist/index.js"), "validate", "--strict=false", "-s", options.schema, "-d", pattern,
  ],
};

const kKinds = new Set(["linkedservice", "dataset", "pipeline"]);

/** The definitions below a folder that every one of the tools can read. */
function* definitions(root) {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const kind = basename(dirname(path)).toLowerCase().replace(/s$/, "");
    if (!entry.isFile() || !entry.name.endsWith(".json") || !kKinds.has(kind)) continue;
    try {
      const value = JSON.parse(readFileSync(path, "utf8"));
      if (value?.properties) yield { path, value };
    } catch {
      // No JSON in UTF-8: the validators would stop there.
    }
  }
}

/** Lays out <stage>/<format>/{all,one,ten}; returns how many files there are. */
function stage(root, to) {
  let count = 0;
  for (const { path, value } of definitions(root)) {
    const below = relative(root, path);
    for (const [format, text] of [["json", readFileSync(path)], ["yaml", stringify(value)]]) {
      const name = format === "json" ? below : below.replace(/json$/, "yaml");
      const places = count === 0 ? ["all", "one"] : ["all"];
      for (const place of places) {
        const file = join(to, format, place, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
    count++;
  }
  for (const format of ["json", "yaml"]) {
    for (let i = 0; i < 10; i++) cpSync(join(to, format, "all"), join(to, format, "ten", String(i)), { recursive: true });
  }
  return count;
}

/** The best of several runs, as the machine is never quiet. */
function best(command) {
  const seen = { wall: Infinity, cpu: Infinity, memory: Infinity };
  for (let i = 0; i < Number(options.runs); i++) {
    const run = JSON.parse(execFileSync(measure, command, { encoding: "utf8" }));
    if (run.code > 100) throw new Error(`${command[0]} ended with ${run.code}`);
    for (const what of Object.keys(seen)) seen[what] = Math.min(seen[what], run[what]);
  }
  return seen;
}

function print(title, results) {
  console.log(`\n${title}`);
  for (const [tool, seen] of Object.entries(results)) {
    const ratio = (what) => (tool === "adxc" ? "" : ` (adxc ${(results.adxc[what] / seen[what]).toFixed(3)})`);
    const cells = [
      `${seen.wall.toFixed(4)} s wall${ratio("wall")}`,
      `${seen.cpu.toFixed(3)} s cpu${ratio("cpu")}`,
      `${(seen.memory / 1024).toFixed(1)} MiB${ratio("memory")}`,
    ];
    console.log(`  ${tool.padEnd(10)} ${cells.map((cell) => cell.padEnd(30)).join(" ")}`);
  }
}

const work = mkdtempSync(join(tmpdir(), "adxc-bench-"));
try {
  const root = folder ?? join(work, "made");
  if (folder === undefined) writeWorkspace(root, Number(options.files));
  const count = stage(root, work);
  for (const format of ["json", "yaml"]) {
    for (const place of ["all", "one", "ten"]) {
      const at = join(work, format, place);
      const results = {};
      for (const [tool, command] of Object.entries(tools)) {
        // Ten times over takes ajv minutes and says nothing that once does not.
        if (tool === "ajv" && place === "ten") continue;
        results[tool] = best(command(at, `${at}/**/*.${format}`));
      }
      const files = { all: count, one: 1, ten: 10 * count }[place];
      print(`${format}, ${files} ${files === 1 ? "file" : "files"}`, results);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

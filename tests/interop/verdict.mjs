// One verdict: `adxc lint`, ajv and @sourcemeta/jsonschema must agree about definitions and about what
// becomes of them when a value is removed or replaced. The schemas are the published ones.
//   node verdict.mjs PATH_TO_ADXC SOURCE_ROOT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [adxc, root] = process.argv.slice(2);
const peers = join(import.meta.dirname, "../node_modules");
const sourcemeta = join(peers, "@sourcemeta/jsonschema/build/github-releases/jsonschema-linux-x86_64");
if (!existsSync(sourcemeta) || process.arch !== "x64") {
  console.log("skipped: tests/node_modules is missing, run ./dev setup");
  process.exit(77);
}
chmodSync(sourcemeta, 0o755); // npm does not run its install script
const { default: Ajv } = await import(join(peers, "ajv/dist/ajv.js"));

const work = mkdtempSync(join(tmpdir(), "adxc-verdict-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

// What the property tables can say; other rules judge what definitions mean together. That a text or an object is
// an expression where the service evaluates none is ours alone to say in places: to a JSON Schema it may be a text
// or an object like others.
const structural = new Set([
  "conflicting-properties", "expression-not-allowed", "expression-required", "item-count", "missing-property",
  "number-out-of-range", "schema-violation", "text-too-long", "timespan-above-limit", "timespan-below-limit",
  "timespan-syntax", "unknown-type", "unknown-value", "wrong-type",
]);

/** What takes the place of a value. Left out is what the service takes for something else: null for
 *  nothing, "5" for a number, another case. The schemas for editors do not go that far. */
const replacements = [
  -1, 1.5, 100000, "text", "00:10:00", "91.00:00:00", "@x", true, [], {}, [{}], ["x"],
  { type: "Expression", value: "@x" }, { type: "SecureString", value: "s" }, { type: "SecureString" },
  { type: "DatasetReference", referenceName: "d" }, { a: 1 },
];

function places(value, path = []) {
  const here = path.length > 0 ? [path] : [];
  if (value === null || typeof value !== "object") return here;
  return here.concat(...Object.entries(value).map(([key, child]) => places(child, [...path, key])));
}

function changed(original, path, change) {
  const copy = structuredClone(original);
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step];
  change(at, path.at(-1));
  return copy;
}

function mutants(original) {
  const found = [original];
  for (const path of places(original)) {
    for (const value of replacements) found.push(changed(original, path, (at, key) => { at[key] = value; }));
    found.push(changed(original, path, (at, key) => { Array.isArray(at) ? at.splice(key, 1) : delete at[key]; }));
    found.push(changed(original, path, (at, key) => {
      if (Array.isArray(at)) return;
      at[key + "x"] = at[key];
      delete at[key];
    }));
  }
  return found;
}

/** Files with an error that a table can tell, and files taken for version 1, which are not judged. */
function rejectedByLint(folder) {
  const run = spawnSync(adxc, ["lint", "-o", "json", "."], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
  assert.ok(run.status === 0 || run.status === 1, run.stderr);
  const errors = JSON.parse(run.stdout).findings.filter((f) => f.severity === "error" && structural.has(f.rule));
  const names = (findings) => new Set(findings.map((finding) => finding.path.split("/").pop()));
  const foreign = JSON.parse(run.stdout).findings.filter((f) => f.rule === "version-one-definition");
  const others = names(errors.filter((finding) => finding.rule !== "expression-not-allowed"));
  return { rejected: names(errors), surely: others, foreign: names(foreign) };
}

function rejectedBySourcemeta(schema, folder) {
  const args = ["validate", schema, folder, "--fast", "--continue", "--verbose"];
  const run = spawnSync(sourcemeta, args, { encoding: "utf8", maxBuffer: 1 << 30 });
  const lines = (run.stdout + run.stderr).split("\n");
  assert.ok(lines.some((line) => /^(ok|pass|fail): /.test(line)), run.stderr.slice(0, 500));
  return new Set(lines.filter((line) => line.startsWith("fail: ")).map((line) => line.trim().split("/").pop()));
}

let judged = 0;
const differences = [];
for (const kind of readdirSync(join(import.meta.dirname, "definitions"))) {
  const schema = join(root, "schemas/json", kind + ".schema.json");
  const validate = new Ajv.default({ strict: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
  const folder = join(work, kind);
  mkdirSync(folder);
  const all = new Map();
  for (const file of readdirSync(join(import.meta.dirname, "definitions", kind))) {
    const original = JSON.parse(readFileSync(join(import.meta.dirname, "definitions", kind, file), "utf8"));
    assert.ok(validate(original), `${kind}/${file}: ${JSON.stringify(validate.errors)}`);
    for (const mutant of mutants(original)) all.set(`m${all.size}.json`, mutant);
  }
  for (const [name, mutant] of all) writeFileSync(join(folder, name), JSON.stringify(mutant));
  const ours = rejectedByLint(work);
  const theirs = rejectedBySourcemeta(schema, folder);
  for (const [name, mutant] of all) {
    if (ours.foreign.has(name)) continue;
    const verdicts = [ours.rejected.has(name), !validate(mutant), theirs.has(name)];
    ++judged;
    const stricter = verdicts[0] && !ours.surely.has(name) && !verdicts[1] && !verdicts[2];
    if (!stricter && new Set(verdicts).size > 1) differences.push({ kind, verdicts, mutant });
  }
  rmSync(folder, { recursive: true });
}
for (const difference of differences.slice(0, 20)) {
  console.log(`${difference.kind}: rejected by adxc, ajv, sourcemeta: ${difference.verdicts}`);
  console.log("  " + JSON.stringify(difference.mutant));
}
assert.ok(judged > 3000, `${judged} definitions judged`);
assert.equal(differences.length, 0, `${differences.length} of ${judged} definitions judged differently`);
console.log(`${judged} definitions, one verdict`);

// Microsoft's validator on what `adxc lint -o sarif` writes: no error, and none of the warnings that
// are in our hands.
//   node sarif.mjs PATH_TO_ADXC FOLDER   with a folder `factory` that has mistakes
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [adxc, folder] = process.argv.slice(2);
const judge = join(import.meta.dirname, "../node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");

// We have no address on the web that rules could point to, and no numbers as names of rules.
const waived = new Set(["SARIF2005", "SARIF2009"]);

if (!existsSync(judge)) {
  console.log("skipped: tests/node_modules is missing, run ./dev setup");
  process.exit(77);
}

const work = mkdtempSync(join(tmpdir(), "adxc-sarif-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

/** Complaints of the validator about a log, as [level, rule, message]. */
function complaints(log) {
  const verdict = join(work, "verdict.sarif");
  // The rules of GitHub's code scanning are judged too. Without ICU .NET knows only one culture.
  const args = ["validate", log, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", verdict];
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1", DOTNET_BUNDLE_EXTRACT_BASE_DIR: work };
  const run = spawnSync(judge, args.concat("--log", "ForceOverwrite"), { env, encoding: "utf8" });
  assert.match(run.stdout, /Analysis completed/, run.stdout + run.stderr);
  const results = JSON.parse(readFileSync(verdict, "utf8")).runs[0].results ?? [];
  return results
    .map((result) => [result.level ?? "warning", result.ruleId, result.message.text ?? JSON.stringify(result.message)])
    .filter(([, rule]) => !waived.has(rule));
}

chmodSync(judge, 0o755); // npm does not run its install script

const lint = spawnSync(adxc, ["lint", "-o", "sarif", "factory"], { cwd: folder, encoding: "utf8" });
assert.equal(lint.status, 1, lint.stderr);
const log = JSON.parse(lint.stdout);
assert.ok(log.runs[0].results.length > 2, "the folder has several mistakes");
assert.ok(log.runs[0].results.some((result) => result.relatedLocations), "one with a related place");

const ours = join(work, "lint.sarif");
writeFileSync(ours, lint.stdout);
assert.deepEqual(complaints(ours), []);

// A judge that never complains proves nothing.
log.runs[0].results[0].ruleIndex = 999;
const broken = join(work, "broken.sarif");
writeFileSync(broken, JSON.stringify(log));
assert.notDeepEqual(complaints(broken), []);
console.log(`${log.runs[0].results.length} results, no complaint`);

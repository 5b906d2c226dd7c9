// The same queries through adxc's front end and through the official analyser, in one run:
//   node compare.mjs BENCH [QUERIES.jsonl]
// BENCH is the program bench_kql of a release build; the analyser is the one of tests/bench/package.json.
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import path from 'node:path';
import vm from 'node:vm';

const [bench, given] = process.argv.slice(2);
if (!bench) {
  console.error('usage: node compare.mjs BENCH [QUERIES.jsonl]');
  process.exit(2);
}
const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.join(here, '../node_modules/@kusto/language-service-next');
const file = given ?? path.join(here, 'queries.jsonl');
const lines = readFileSync(file, 'utf8');
const queries = lines.split('\n').filter(Boolean).map((line) => JSON.parse(line).query);
for (const script of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  vm.runInThisContext(readFileSync(path.join(folder, script), 'utf8'), {filename: script});
}
const {KustoCode} = globalThis.Kusto.Language;

// Once to warm up, then at least two seconds.
function perSecond(work) {
  for (const query of queries) work(query);
  const start = process.hrtime.bigint();
  let done = 0;
  while (process.hrtime.bigint() - start < 2_000_000_000n) {
    for (const query of queries) work(query);
    done += queries.length;
  }
  return done / (Number(process.hrtime.bigint() - start) / 1e9);
}

const theirs = {
  parse: perSecond((query) => KustoCode.Parse(query).GetSyntaxDiagnostics()),
  bind: perSecond((query) => KustoCode.ParseAndAnalyze(query).GetDiagnostics()),
};
const run = spawnSync(bench, {input: lines, encoding: 'utf8'});
const ours = JSON.parse(run.stdout);
for (const what of ['parse', 'bind']) {
  const times = ours[what] / theirs[what];
  console.log(`${what}: ${ours[what]} queries a second, the official analyser ` +
              `${theirs[what].toFixed(0)}: ${times.toFixed(0)} times`);
}

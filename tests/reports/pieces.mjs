// The ready-made pieces of docs/ci.md, each command run as it stands there, over a small factory with mistakes.
//   node pieces.mjs ADXC TOP_OF_THE_PROJECT
// Programs of others that a piece calls (reviewdog, gh) are stand-ins that keep what they are given.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [adxc, top] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "adxc-pieces-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const bin = join(work, "bin");
mkdirSync(bin);
symlinkSync(adxc, join(bin, "adxc"));
for (const name of ["reviewdog", "gh"]) {
  writeFileSync(join(bin, name), `#!/bin/sh\necho "$@" >${name}.args\n[ ${name} != reviewdog ] || cat >reviewdog.in\n`);
  chmodSync(join(bin, name), 0o755);
}

/** The fenced blocks of the page by the heading above them: {heading: [{language, text}]}. */
function pieces(markdown) {
  const found = {};
  for (const part of markdown.split(/^## /m).slice(1)) {
    const heading = part.slice(0, part.indexOf("\n"));
    found[heading] = [...part.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({ language, text }));
  }
  return found;
}

/** Runs a command line in a fresh folder with the factory in it. */
function run(command, variables = {}) {
  const folder = mkdtempSync(join(work, "run-"));
  cpSync(join(top, "tests/reports/factory"), join(folder, "factory"), { recursive: true });
  const env = { PATH: `${bin}:/usr/bin:/bin`, LC_ALL: "C.UTF-8", HOME: folder, ...variables };
  const ended = spawnSync("sh", ["-c", command], { cwd: folder, env, encoding: "utf8" });
  const file = (name) => readFileSync(join(folder, name), "utf8");
  return { ...ended, file, has: (name) => existsSync(join(folder, name)) };
}

/** The one command of a block that begins with `adxc`, and the files that the rest of the block names. */
function command(block, key) {
  const lines = block.text.split("\n").filter((line) => new RegExp(`${key}.*adxc lint`).test(line));
  assert.equal(lines.length, 1, block.text);
  return lines[0].slice(lines[0].indexOf("adxc lint"));
}

const page = pieces(readFileSync(join(top, "docs/ci.md"), "utf8"));
const json = (text) => JSON.parse(text);
const done = [];
const piece = (name, test) => {
  test(page[name]);
  done.push(name);
};

piece("pre-commit", ([shipped, own]) => {
  // What pre-commit does for a hook of language `system`: it runs the entry and the arguments.
  const hook = readFileSync(join(top, ".pre-commit-hooks.yaml"), "utf8");
  const value = (text, key) => text.match(new RegExp(`^[ -]*${key}: (.*)$`, "m"))[1];
  assert.equal(value(shipped.text, "id"), value(hook, "id"));
  assert.equal(value(hook, "pass_filenames"), "false");
  const args = value(shipped.text, "args").slice(1, -1).split(", ");
  const ours = run([value(hook, "entry"), ...args].join(" "));
  assert.equal(ours.status, 1, ours.stderr);
  assert.match(ours.stdout, /^factory\/linkedService\/Cluster\.json:\d+:\d+: error: /m);
  assert.equal(run(value(own.text, "entry")).stdout, ours.stdout);
  for (const [files, path] of [[hook, "pipeline/Nightly.json"], [hook, "a.yaml"], [own.text, "factory/a.yml"]]) {
    assert.match(path, new RegExp(value(files, "files")));
  }
});

piece("GitHub Actions", ([block]) => {
  const ended = run(command(block, "run:"), { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: "summary.md" });
  assert.equal(ended.status, 1, ended.stderr);
  assert.match(ended.stdout, /^::error file=factory\//m);
  assert.match(ended.file("summary.md"), /^### adxc lint/);
  const uploaded = block.text.match(/sarif_file: (.*)/)[1];
  const results = json(ended.file(uploaded)).runs[0].results;
  assert.ok(results.every((r) => r.locations[0].physicalLocation.artifactLocation.uri.startsWith("factory/")));
});

piece("Azure DevOps", ([block]) => {
  const ended = run(command(block, "script:"), { TF_BUILD: "True" });
  assert.equal(ended.status, 1, ended.stderr);
  assert.match(ended.stdout, /^##vso\[task\.logissue type=error;sourcepath=factory\//m);
  assert.match(ended.file(block.text.match(/testResultsFiles: (.*)/)[1]), /<testsuites /);
  assert.equal(json(ended.file(block.text.match(/publish: (.*)/)[1])).version, "2.1.0");
});

piece("GitLab", ([block]) => {
  const ended = run(command(block, "- "), { GITLAB_CI: "true" });
  assert.equal(ended.status, 1, ended.stderr);
  assert.ok(json(ended.file(block.text.match(/codequality: (.*)/)[1])).length > 3);
  assert.match(ended.file(block.text.match(/junit: (.*)/)[1]), /<testsuites /);
});

piece("reviewdog", ([block]) => {
  const ended = run(block.text);
  assert.equal(ended.status, 0, ended.stderr);
  assert.match(ended.file("reviewdog.args"), /-f=rdjson /);
  assert.ok(json(ended.file("reviewdog.in")).diagnostics.length > 3);
});

piece("A comment on a pull request", ([block]) => {
  const ended = run(block.text);
  assert.equal(ended.status, 0, ended.stderr);
  assert.match(ended.file(ended.file("gh.args").match(/--body-file (\S+)/)[1]), /^### adxc lint/);
});

piece("Jenkins", ([block]) => {
  const [first, second] = block.text.split("\n");
  const ended = run(first.match(/^sh '(.*)'$/)[1]);
  assert.equal(ended.status, 0, ended.stderr);
  assert.match(ended.file(second.match(/pattern: '([^']*)'/)[1]), /<checkstyle /);
});

piece("Visual Studio Code", ([block]) => {
  const [task] = json(block.text).tasks;
  const ended = run(task.command);
  assert.equal(ended.status, 1, ended.stderr);
  const { regexp, ...groups } = task.problemMatcher.pattern;
  const lines = ended.stdout.trimEnd().split("\n");
  assert.ok(lines.length > 3);
  for (const line of lines) {
    const match = line.match(regexp);
    assert.ok(match, line);
    assert.ok(ended.has(match[groups.file]), line);
    assert.ok(["error", "warning", "info"].includes(match[groups.severity]));
    assert.ok(Number(match[groups.line]) > 0 && match[groups.message].length > 0 && match[groups.code].length > 0);
  }
});

assert.deepEqual(done, Object.keys(page), "every piece of the page is run");
console.log(`${done.length} pieces: ${done.join(", ")}`);

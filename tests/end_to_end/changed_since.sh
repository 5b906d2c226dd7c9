#!/usr/bin/env bash
# Lints what changed in a git repository that is made here, and what depends on it:
#   changed_since.sh ADXC
set -euo pipefail
adxc=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com

fail() { echo "FAILED: $*"; exit 1; }
keep() { git add -A && git commit -qm "$1"; }

# Files with a finding, one a line; each file has one of its own, so a missing file was left out.
files() {
  "$adxc" lint -q -o concise --changed-since "$@" >found.txt 2>trouble.txt || [ $? = 1 ] || fail "$(cat trouble.txt)"
  cut -d: -f1 found.txt | sort -u | tr '\n' ' '
}
expect() {  # WHAT WANTED REVISION [PATH]
  local what=$1 wanted=$2; shift 2
  local found; found=$(files "$@")
  [ "$found" = "$wanted" ] || fail "$what: wanted '$wanted', found '$found'; $(cat found.txt)"
}

# Everything is spelt in another case, which is a finding in every file.
service() { printf '{"name": "%s", "properties": {"type": "azureDataExplorer", "typeProperties": {"endpoint": "https://%s.westeurope.kusto.windows.net", "database": "D"}}}\n' "$1" "${2:-a}"; }
table() { printf '{"name": "%s", "properties": {"type": "azureDataExplorerTable", "linkedServiceName": {"referenceName": "%s", "type": "LinkedServiceReference"}, "typeProperties": {"table": "T"}}}\n' "$1" "$2"; }
pipeline() { printf '{"name": "%s", "properties": {"activities": [{"name": "Look", "type": "lookup", "typeProperties": {"source": {"type": "AzureDataExplorerSource", "query": "T | take 1"}, "dataset": {"referenceName": "%s", "type": "DatasetReference"}}}]}}\n' "$1" "$2"; }

git init -q -b main repository && cd repository
printf 'found.txt\ntrouble.txt\n' >.gitignore
mkdir -p factory/linkedService factory/dataset factory/pipeline && cd factory
service One >linkedService/One.json; service Two >linkedService/Two.json
table Orders One >dataset/Orders.json; table Stock Two >dataset/Stock.json
pipeline Nightly Orders >pipeline/Nightly.json; pipeline Weekly Stock >pipeline/Weekly.json
keep first
git checkout -qb work

expect "nothing changed" "" main
echo >>pipeline/Weekly.json
expect "an edit in the working folder" "pipeline/Weekly.json " main
keep edit
expect "a commit" "pipeline/Weekly.json " main
expect "against the commit itself" "" HEAD

service One b >linkedService/One.json && keep service
expect "who depends on a changed object" "dataset/Orders.json linkedService/One.json pipeline/Nightly.json " HEAD~1

pipeline Fresh Stock >pipeline/Fresh.json
expect "a new file that git does not know" "pipeline/Fresh.json " HEAD
echo Fresh.json >>../.git/info/exclude
expect "a file that git ignores" "" HEAD
rm pipeline/Fresh.json

git mv dataset/Stock.json dataset/Stocks.json && table Stocks Two >dataset/Stocks.json && keep rename
expect "a renamed dataset, and who still uses its old name" "dataset/Stocks.json pipeline/Weekly.json " HEAD~1
grep -q 'pipeline/Weekly.json:.*there is no dataset `Stock`' found.txt || fail "the lost reference is not told"

pipeline Weekly Stocks >pipeline/Weekly.json && keep mend
git rm -q linkedService/Two.json && keep delete
expect "a deleted linked service" "dataset/Stocks.json pipeline/Weekly.json " HEAD~1
grep -q 'dataset/Stocks.json:.*there is no linked service `Two`' found.txt || fail "the deleted target is not told"

# A fix goes where a finding is shown, and nowhere else.
pipeline Weekly Stocks >pipeline/Weekly.json && echo >>pipeline/Weekly.json
"$adxc" lint -q --fix --changed-since HEAD >found.txt 2>&1 || [ $? = 1 ] || fail "$(cat found.txt)"
[ "$(git diff --name-only | tr '\n' ' ')" = "factory/pipeline/Weekly.json " ] || fail "fixed: $(git diff --name-only)"
grep -q '"type": "Lookup"' pipeline/Weekly.json || fail "the changed file is not fixed"
git checkout -q .

# What main did meanwhile is not of this branch.
git checkout -q main && pipeline Nightly Stock >pipeline/Nightly.json && keep elsewhere && git checkout -q work
expect "since the two parted" "dataset/Orders.json dataset/Stocks.json linkedService/One.json pipeline/Nightly.json pipeline/Weekly.json " main

# From another folder, paths begin with the folder that is named.
cd .. && echo >>factory/pipeline/Nightly.json
expect "from the repository's top" "factory/pipeline/Nightly.json " HEAD factory
cd factory

code=0; "$adxc" lint --changed-since nowhere . >found.txt 2>&1 || code=$?
[ $code = 2 ] && grep -q 'git knows no revision `nowhere`' found.txt || fail "an unknown revision: $code $(cat found.txt)"
cd "$work" && code=0; "$adxc" lint --changed-since HEAD repository/.. >found.txt 2>&1 || code=$?
[ $code = 2 ] && grep -q 'is in no working tree of git' found.txt || fail "outside of a repository: $code $(cat found.txt)"
echo "ok"

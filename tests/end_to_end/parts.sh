#!/usr/bin/env bash
# Lint judges many factories part by part; a run with a baseline judges them all at once. Both must
# find the same: parts.sh ADXC EXAMPLES
set -euo pipefail
adxc=$(realpath "$1") examples=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

for i in $(seq 1 40); do
  mkdir -p "many/f$i"
  (cd "$examples/quickstart" && tar -c --exclude=data --exclude=out ./*/) | tar -C "many/f$i" -x
done
# Mistakes of every kind of scope: in a file, between files of a factory, between factories.
for i in 3 17 40; do
  for file in many/f"$i"/pipeline/*.json; do
    sed -i 's/"referenceName": "[A-Za-z]*"/"referenceName": "Nobody"/; s/"query"/"querry"/' "$file"
  done
done
rm many/f5/linkedService/*.json                  # answered by another factory
printf '{"name": "Cut", "properties": {' >many/f9/dataset/Cut.json
mkdir none && (cd none && "$adxc" lint --quiet --baseline write .)

status=0
"$adxc" lint --quiet -o json many >parts.json || status=$?
[ "$status" = 1 ] || { echo "wanted exit code 1, got $status"; exit 1; }
"$adxc" lint --quiet -o json --baseline none/adxc-baseline.json many >whole.json || true
"$adxc" lint -o text many >parts.txt 2>&1 || true
diff parts.json whole.json
grep -q '"rule"' parts.json
grep -q 'f40/pipeline' parts.txt
echo "the same findings in parts and as a whole"

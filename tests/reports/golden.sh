#!/bin/sh
# Every report over the same small factory, held against the file in golden/ that has the report's name.
#   golden.sh ADXC FOLDER
# ADXC_UPDATE=1 rewrites the files; the difference is yours to review. In SARIF the text of the rules' pages,
# which are held elsewhere, is left out. Foreign judges of these formats are in tests/interop/reports.mjs.
set -eu
adxc=$1
cd "$2"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() { env -i PATH=/usr/bin:/bin HOME="$work" LC_ALL=C.UTF-8 NO_COLOR=1 COLUMNS=100 "$adxc" "$@"; }

status=0
run lint -o help >"$work/reports"
for report in $(cut -d' ' -f1 "$work/reports"); do
  run lint -q -o "$report" factory >"$work/out" && code=0 || code=$?
  [ "$code" = 1 ] || { echo "$report: exit code $code, expected 1"; status=1; }
  sed 's/"markdown": ".*"/"markdown": "…"/' "$work/out" >"$work/$report"
  [ "${ADXC_UPDATE:-}" != 1 ] || cp "$work/$report" "golden/$report"
  diff -u "golden/$report" "$work/$report" || status=1
  if grep -q canary "$work/out"; then echo "$report shows a secret"; status=1; fi
done
for golden in golden/*; do
  [ -e "$work/${golden#golden/}" ] || { echo "$golden: there is no such report"; status=1; }
done
exit $status

#!/usr/bin/env bash
# Applies a quickstart twice, each time on a clean store, and holds what arrived against the source file:
#   quickstart.sh ADXC EXAMPLES NAME
set -euo pipefail
adxc=$1 examples=$2 name=$3
source=$examples/quickstart/data/seattle-weather.csv
[ -e "$source" ] || { echo "no $source: run ./dev setup"; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/quickstart/data"
cp -r "$examples/$name" "$work/" && cp "$source" "$work/quickstart/data/"
cd "$work"

fail() { echo "FAILED: $*"; exit 1; }
ask() { "$adxc" query --local --database Samples -o csv "$1"; }

"$adxc" lint "$name" || fail "the example has errors"
for round in 1 2; do
  rm -rf .adxc "$name/out"
  "$adxc" apply --local "$name" --result "run$round.json" >"apply$round.txt" 2>&1 || { cat "apply$round.txt"; fail "apply"; }
  [ "$(ask 'Weather | count' | tail -1)" = 1461 ] || fail "1461 rows were to arrive, $(ask 'Weather | count' | tail -1) did"
  [ "$(tail -n +2 "$name/out/monthly.csv" | wc -l)" = 48 ] || fail "48 months were to leave"
done

# Every cell comes back as it went in; only the day is written out in full by the service.
day="['date']"  # a word of the language, so it stands in brackets
ask "Weather | sort by $day asc | project $day = format_datetime($day, 'yyyy-MM-dd'), precipitation, temp_max, temp_min, wind, weather" >back.csv
diff "$source" back.csv || fail "the table differs from its source"

digest() { sed -n 's/.*"planDigest": *"\([0-9a-f]*\)".*/\1/p' "$1"; }
[ -n "$(digest run1.json)" ] || fail "no plan digest in the run's result"
[ "$(digest run1.json)" = "$(digest run2.json)" ] || fail "two runs, two plan digests"
"$adxc" plan "$name" --out one.plan >/dev/null && "$adxc" plan "$name" --out two.plan >/dev/null
cmp one.plan two.plan || fail "two plans of the same definitions differ"
echo "ok: 1461 rows in, 48 out, every cell back, plan $(digest run1.json)"

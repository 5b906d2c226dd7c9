#!/usr/bin/env bash
# Lints from stdin what is written in each encoding, JSON and YAML:
#   stdin.sh ADXC
set -euo pipefail
adxc=$1
json='{"name": "E", "properties": {"type": "azureDataExplorer", "typeProperties": {"endpoint": "https://a.kusto.windows.net", "database": "D"}}}'
yaml=$'name: E\nproperties: {type: azureDataExplorer, typeProperties: {endpoint: "https://a.kusto.windows.net", database: D}}\n'
for encoding in UTF-8 UTF-16 UTF-16LE UTF-16BE; do
  for form in json yaml; do
    found=$(printf '%s' "${!form}" | iconv -f UTF-8 -t "$encoding" | "$adxc" lint -q -o concise - || true)
    [[ $found == *"stdin.$form:"*"[non-canonical-case]"* ]] || { echo "FAILED: $form in $encoding: $found"; exit 1; }
  done
done
echo ok

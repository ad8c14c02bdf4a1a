#!/usr/bin/env bash
# curl.sh <url> <clients> <requests> <option of curl for the protocol>
set -euo pipefail
jar=$(mktemp)
trap 'rm "$jar"' EXIT
for ((client = 0; client < $2; client++)); do
  : >"$jar"
  for ((sent = 0; sent < $3; sent++)); do
    answer=$(curl --silent --show-error --fail --insecure "$4" --cookie "$jar" --cookie-jar "$jar" --output /dev/null \
      --write-out '%{http_version} %header{x-pod} %header{set-cookie}' "$1")
    read -r protocol pod cookie <<<"$answer"
    printf '{"client":%d,"protocol":"HTTP/%s","pod":"%s","setCookie":"%s"}\n' \
      "$client" "$protocol" "$pod" "${cookie//\"/\\\"}"
  done
done

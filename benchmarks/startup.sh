#!/usr/bin/env bash
# How long `phoenix validate` of the example lab takes, against the bare start of a JVM: both in turn, in one run,
# medians and their ratio. Takes the number of rounds (default 21).
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
rounds=${1:-21}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'class Bare { public static void main(String[] a) {} }\n' >"$work/Bare.java"
javac -d "$work" "$work/Bare.java"
./phoenix validate --config-dir examples/ai-lab >/dev/null 2>&1

micros() {
  local begin end
  begin=$(date +%s%N)
  "$@" >/dev/null 2>&1
  end=$(date +%s%N)
  echo $(((end - begin) / 1000))
}

for ((round = 0; round < rounds; round++)); do
  micros java -cp "$work" Bare >>"$work/bare"
  micros ./phoenix validate --config-dir examples/ai-lab >>"$work/validate"
done
median() { sort -n "$1" | sed -n "$((rounds / 2 + 1))p"; }
bare=$(median "$work/bare")
validate=$(median "$work/validate")
awk -v b="$bare" -v v="$validate" -v n="$rounds" 'BEGIN {
  printf "bare JVM %.0f ms, phoenix validate %.0f ms, ratio %.1f (medians of %d)\n", b / 1000, v / 1000, v / b, n }'

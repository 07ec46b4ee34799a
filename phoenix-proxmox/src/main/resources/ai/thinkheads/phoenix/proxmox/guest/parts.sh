#!/bin/bash
# phoenix-parts SCRIPT VMID [verify]: runs a script in parts: "check" (is it so already?), "apply"
# (make it so) unless it is, then "verify" (does it work?); with a third word only that. Each part
# runs in a bash of its own, where the first error ends it, with the prelude and the parameters,
# which come by standard input.
#
# Exit status: 0 it works, else that of the part that failed.
set -uo pipefail

script=$1 vmid=$2
parameters=$(cat)

# part NAME STATUS: runs a part; the result is STATUS when the script does not have it.
part() {
  # shellcheck disable=SC2016 # expanded by the bash that runs it
  bash -euo pipefail -c '
    . "$PHOENIX_PRELUDE"
    load_parameters
    . "$1" "$2"
    declare -F -- "$3" >/dev/null || exit "$4"
    "$3" "$2"
  ' phoenix "$script" "$vmid" "$1" "$2" < <(printf '%s' "$parameters")
}

if [[ ${3:-} != verify ]]; then
  if part check 1; then
    echo "is so already"
  else
    part apply 0 || exit
  fi
fi
part verify 0

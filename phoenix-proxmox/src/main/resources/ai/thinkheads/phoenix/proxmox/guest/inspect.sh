#!/bin/bash
# phoenix-inspect: looks at the steps that stand at the end, one after the other, whether they work. It
# is sent to a bash inside of a guest by standard input, changes nothing there but a folder in /run that
# it removes again, waits for no lock, and tells what it sees in lines "phoenix:TOKEN: …".
set -uo pipefail
umask 022

token='' vmid='' run=''
seconds=60

mark() {
  printf 'phoenix:%s: %s\n' "$token" "$*"
}

# begin TOKEN VMID PRELUDE PARTS: gets ready for the steps.
begin() {
  token=$1 vmid=$2
  run=$(mktemp -d /run/phoenix-inspect.XXXXXX) || exit 73
  trap 'cd / && rm -rf --one-file-system -- "$run"' EXIT
  printf '%s' "$3" >"$run/prelude.sh"
  printf '%s' "$4" >"$run/parts.sh"
}

# step INDEX NAME FINGERPRINT once|always TRIES PAUSE DEADLINE PROGRAM OPTION SCRIPT INPUT: verifies a script
# with parts, or tries a health check once.
step() {
  local index=$1 name=$2 program=$8 option=$9 input=${11} words=() line code=0
  printf '%s' "${10}" >"$run/script"
  [[ $program != parts ]] || program=/bin/bash option=$run/parts.sh words=(verify)
  mkdir -- "$run/folder"
  mark "started $index $name"
  (
    cd -- "$run/folder" || exit 73
    PHOENIX_PRELUDE=$run/prelude.sh timeout -k 5 "$seconds" "$program" ${option:+"$option"} \
      "$run/script" "$vmid" ${words[@]+"${words[@]}"} < <(printf '%s' "$input")
  ) >"$run/output" 2>&1 || code=$?
  rm -rf --one-file-system -- "$run/folder"
  if ((code == 0)); then
    mark "done $index 0"
    return
  fi
  while IFS= read -r line || [[ -n $line ]]; do
    mark "output $index $line"
  done < <(tail -c 4096 -- "$run/output" | tr '\r' '\n' | tr -d '\000' | sed '/^[[:space:]]*$/d' | tail -n 5)
  mark "failed $index $code"
}

finish() {
  mark "finished"
}

#!/bin/bash
# Tries a health check once: what is asked stands at the end, one call of "probe" for each thing. The
# first that does not succeed ends it with its status, and tells which, and what the journal says.
set -uo pipefail

units=()

# watch UNIT…: the units whose journal is told when something fails; without one those that have
# failed, or are about to be started again.
watch() {
  units=("$@")
}

# probe TITLE COMMAND…: runs the command, which must succeed.
probe() {
  local title=$1 unit status=0
  shift
  "$@" || status=$?
  ((status)) || return 0
  echo "health check failed with exit status $status: $title"
  ((${#units[@]})) || mapfile -t units < <(failed_units)
  for unit in ${units[@]+"${units[@]}"}; do
    journalctl --no-pager --quiet --lines 12 --unit "$unit" 2>/dev/null | cut -c 1-400
  done
  exit "$status"
}

failed_units() {
  systemctl list-units --type=service --state=failed,auto-restart --plain --no-legend 2>/dev/null |
    cut -d ' ' -f 1 | head -n 3
}

http() {
  if command -v curl >/dev/null; then
    curl --silent --show-error --fail --insecure --max-time 10 --output /dev/null -- "$1"
  elif command -v wget >/dev/null; then
    wget --quiet --no-check-certificate --timeout 10 --tries 1 --output-document /dev/null -- "$1"
  else
    echo "there is neither curl nor wget to ask with; install base_setup, or check a tcp port"
    return 1
  fi
}

tcp() {
  # shellcheck disable=SC2016 # expanded by the bash that runs it
  timeout 5 bash -c '{ exec 3<>"/dev/tcp/localhost/$1"; } 2>/dev/null' probe "$1"
}

unit() {
  local state
  state=$(systemctl is-active -- "$1") && return
  echo "unit $1 is $state"
  return 1
}

nvidia_smi() {
  local gpus
  gpus=$(timeout 30 nvidia-smi --list-gpus) && [[ $gpus == GPU* ]] && return
  echo "${gpus:-nvidia-smi says nothing}"
  return 1
}


#!/bin/bash
# phoenix-provision: does the steps that stand at the end, one after the other. It is sent to a bash
# inside of a guest by standard input, and tells what happens in lines "phoenix:TOKEN: …".
#
# Every step writes to a file instead of to these lines, so that nothing it prints can be taken for
# one of them, and nothing it leaves running keeps the connection open. When the connection is lost,
# the step that goes on is finished and recorded; nothing new is begun.
#
# Exit status: 0 done, 70 a step failed, 71 the guest did not boot, 72 another run goes on in the
# guest, 74 nobody listens any more.
set -euo pipefail
umask 022

records=/var/lib/phoenix
logs=/var/log/phoenix
lock=/run/phoenix.lock
run=/var/cache/phoenix
boot_seconds=180
address_seconds=30
lock_seconds=3600
try_seconds=300
token='' vmid='' lost=false told=''

mark() {
  printf 'phoenix:%s: %s\n' "$token" "$*" 2>/dev/null || lost=true
}

# begin TOKEN VMID PRELUDE PARTS UTILITIES: gets ready for the steps.
begin() {
  token=$1 vmid=$2
  trap 'lost=true' PIPE
  await_turn
  trap 'cd / && rm -rf --one-file-system -- "$run"' EXIT
  rm -rf --one-file-system -- "$run"
  install -d -m 755 -- "$records" "${run%/*}"
  mkdir -m 700 -- "$run"
  printf '%s' "$3" >"$run/prelude.sh"
  printf '%s' "$4" >"$run/parts.sh"
  printf '%s' "$5" >"$run/phoenix_hypervisor_common_utils.sh"
  await_boot
  await_address
}

# Two runs in one guest would disturb each other: one that lost its connection may still go on.
await_turn() {
  local end=$((SECONDS + lock_seconds))
  exec 9<>"$lock" # does not wait for a reader, should somebody have put a pipe there
  flock -n 9 && return
  mark "waiting for an earlier run in this guest to end"
  until flock -n 9; do
    if [[ $lost == true ]] || ((SECONDS >= end)); then
      mark "unready an earlier run in this guest has not ended for $lock_seconds s"
      exit 72
    fi
    sleep 0.5
  done
}

# "pct start" returns before the guest has booted, so the first command may come too early.
await_boot() {
  local end=$((SECONDS + boot_seconds)) state='' jobs=''
  until booted; do
    if ((SECONDS >= end)); then
      jobs=$(systemctl list-jobs --no-legend 2>/dev/null | sed 's/  */ /g' | head -n 5 | paste -sd ,) || true
      mark "unready systemd has not booted the guest for $boot_seconds s: ${state:-no answer}${jobs:+, waiting for $jobs}"
      exit 71
    fi
    sleep 0.2
  done
}

booted() {
  case $(cat /proc/1/comm) in
    lxc-*) return 1 ;;
    init | systemd) [[ $(readlink -f /sbin/init) == */systemd ]] || return 0 ;;
    *) return 0 ;;
  esac
  state=$(systemctl is-system-running 2>/dev/null) || true
  [[ $state == running || $state == degraded ]]
}

# A guest without any address may be meant to be so; then its steps go on without a network.
await_address() {
  local end=$((SECONDS + address_seconds)) link links=()
  for link in /sys/class/net/*; do
    [[ ${link##*/} == lo || ! -e $link/address ]] || links+=("${link##*/}")
  done
  ((${#links[@]})) || return 0
  until [[ -n $(hostname -I 2>/dev/null | tr -d '[:space:]') ]]; do
    if ((SECONDS >= end)); then
      mark "waiting no longer for an address on ${links[*]}: there is none after $address_seconds s"
      return 0
    fi
    sleep 0.2
  done
}

# step INDEX NAME FINGERPRINT once|always TRIES PAUSE DEADLINE PROGRAM OPTION SCRIPT INPUT: runs a script
# with the guest's number as its argument, unless it is to be run only once and has been. PROGRAM
# runs the script, with OPTION unless that is empty; "parts" runs one that has parts. INPUT is all
# that the script can read; for an application it is the guest's entry, given in a file.
# A try of a health check is ended after a while, and at the DEADLINE in seconds unless that is 0;
# installing takes as long as it takes.
step() {
  local index=$1 name=$2 fingerprint=$3 mode=$4 tries=$5 pause=$6 deadline=$7 program=$8 option=$9 input=${11}
  local record=$records/$name began=$SECONDS try=1 code words command
  [[ $lost == false ]] || exit 74
  if [[ $mode == once && -f $record && $(head -c 100 -- "$record" 2>/dev/null) == "$fingerprint" ]]; then
    mark "skipped $index $name"
    return
  fi
  rm -f -- "$record"
  mark "started $index $name"
  printf '%s' "${10}" >"$run/script"
  [[ $program != parts ]] || program=/bin/bash option=$run/parts.sh
  words=("$program" ${option:+"$option"} "$run/script" "$vmid")
  [[ $name != application ]] || give_entry
  attempt
  while ((code != 0 && try < tries && (deadline == 0 || SECONDS + pause < began + deadline))); do
    mark "progress $index try $try of $tries failed with exit status $code"
    try=$((try + 1))
    sleep "$pause"
    attempt
  done
  if ((code != 0 && deadline > 0)); then
    echo "it has not succeeded within $deadline s" >>"$run/output"
  fi
  ((code == 0)) || fail
  rm -rf --one-file-system -- "$records/.new"
  printf '%s\n' "$fingerprint" >"$records/.new"
  mv -fT -- "$records/.new" "$record"
  rm -f -- "$logs/$name.log"
  mark "done $index $((SECONDS - began))"
}

# Puts the guest's entry where application scripts look for it, for nobody else to see.
give_entry() {
  (
    umask 077
    printf '{"lxc_configs":{"%s":%s}}\n' "$vmid" "$input" >"$run/phoenix_lxc_configs.json"
  )
  input=''
}

# Runs the command of a step in an empty folder of its own, and sets code to its exit status.
attempt() {
  local result status limit=$try_seconds
  command=("${words[@]}")
  if [[ $name == health-check ]]; then
    ((deadline == 0 || began + deadline - SECONDS >= limit)) || limit=$((began + deadline - SECONDS))
    command=(timeout -k 10 "$limit" "${words[@]}")
  fi
  rm -rf --one-file-system -- "$run/folder"
  mkdir -- "$run/folder"
  : >"$run/output"
  told=''
  # The pipe says when the command has ended; the command itself, and what it leaves running, do
  # not have it.
  exec {result}< <(
    trap - PIPE EXIT
    cd -- "$run/folder"
    exec < <(printf '%s' "$input")
    PHOENIX_PRELUDE=$run/prelude.sh PHOENIX_CONTEXT=$run/phoenix_lxc_configs.json "${command[@]}" >>"$run/output" 2>&1 9>&- && echo 0 || echo $?
  )
  while :; do
    IFS= read -r -t 1 -u "$result" code && break || status=$?
    if ((status <= 128)); then
      code=137 # what waited for the command was killed
      break
    fi
    relay
  done
  exec {result}<&-
}

relay() {
  local line
  line=$(last_lines 8192 1)
  [[ -z $line || $line == "$told" ]] || mark "progress $index $line"
  told=$line
}

# last_lines BYTES LINES: the end of what the command has printed, without blank lines.
last_lines() {
  tail -c "$1" -- "$run/output" | tr '\r' '\n' | tr -d '\000' | sed '/^[[:space:]]*$/d' | tail -n "$2" || true
}

fail() {
  local line
  install -d -m 700 -- "$logs"
  install -m 600 -- "$run/output" "$logs/$name.log" || true
  while IFS= read -r line || [[ -n $line ]]; do
    mark "output $index $line"
  done < <(last_lines 65536 20)
  mark "failed $index $code"
  exit 70
}

finish() {
  mark "finished"
  [[ $lost == false ]] || exit 74
}

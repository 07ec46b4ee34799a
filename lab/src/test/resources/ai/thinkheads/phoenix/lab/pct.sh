#!/bin/bash
# A program of Proxmox: hands its name, arguments and standard input to the simulated node, and
# gives back what that answers.
call=$(mktemp -d /run/phoenix-lab/calls/XXXXXXXX) || exit 255
trap 'rm -rf -- "$call"' EXIT
printf '%s\0' "${0##*/}" "$@" >"$call/argv"
if [[ $1 == exec ]]; then cat >"$call/stdin"; else : >"$call/stdin"; fi
mkfifo "$call/status" && exec 3<>"$call/status"
printf '%s\n' "${call##*/}" >/run/phoenix-lab/requests
read -r status <&3
cat "$call/stderr" >&2
cat "$call/stdout"
exit "$status"

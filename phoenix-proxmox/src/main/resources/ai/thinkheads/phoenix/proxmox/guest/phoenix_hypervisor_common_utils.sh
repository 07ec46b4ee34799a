# shellcheck shell=bash
# What application scripts of the bash orchestrator load from the folder that they stand in. The entry
# of their container is beside it, in phoenix_lxc_configs.json.

LXC_CONFIG_FILE=$PHOENIX_CONTEXT

# jq_get_value CTID FILTER: prints a value of the container's entry; fails when there is none. Needs jq.
jq_get_value() {
  local value
  value=$(jq --raw-output --arg ctid "$1" ".lxc_configs[\$ctid] | ($2) | values" "$LXC_CONFIG_FILE") || return 1
  [[ -n $value ]] || return 1
  printf '%s\n' "$value"
}

log_debug() { :; }
log_info() { printf '%s\n' "$*"; }
log_warn() { printf 'warning: %s\n' "$*" >&2; }
log_error() { printf 'error: %s\n' "$*" >&2; }

# log_fatal TEXT…: says why, and gives up.
log_fatal() {
  log_error "$*"
  exit 1
}

# exit_script STATUS: ends the script with that status.
exit_script() {
  exit "$1"
}

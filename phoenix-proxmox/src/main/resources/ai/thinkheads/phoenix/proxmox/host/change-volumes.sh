# shellcheck shell=bash
# phoenix-change-volumes CTID STORAGES MOUNTS VERB ARGUMENT...
#
# Runs "pct VERB CTID ARGUMENT...", which makes volumes for these mounts on these storages (both are
# separated by commas), or goes back to a time before they were made. What is killed in between, and
# what goes back, leaves volumes that no mount refers to: Proxmox keeps them. So all others are noted
# on the node first. When the mounts are not there in the end, what is not noted is removed; after a kill
# by the next run of this script.

set -o pipefail
root=
vmid=$1 storages=$2 mounts=$3 verb=$4
arguments=("${@:5}")
conf=$root/etc/pve/lxc/$vmid.conf
note=$root/var/lib/phoenix/volumes/$vmid
held=$root/run/lock/lxc/pve-config-$vmid.lock

# The volumes of the container on these storages, one a line.
volumes() { # STORAGES
  local names name
  IFS=, read -ra names <<<"$1"
  for name in "${names[@]}"; do
    pvesm list "$name" --vmid "$vmid" | awk 'NR > 1 { print $1 }' || return
  done
}

# What the configuration refers to, with what is pending and all snapshots, as lines of KEY VOLUME.
referred() {
  [[ ! -e $conf ]] || awk '/^\[/ { section = "[]" }
    match($0, /^[a-z]+[0-9]*: /) {
      volume = substr($0, RLENGTH + 1)
      sub(/^volume=/, "", volume)
      sub(/,.*/, "", volume)
      print section substr($0, 1, RLENGTH - 2) " " volume
    }' "$conf"
}

digest() {
  sha1sum <"$conf" | cut -d' ' -f1
}

write_note() {
  local key volume all
  local -A made=()
  while read -r key volume; do
    [[ ,$mounts, != *,$key,* ]] || made[_$volume]=yes
  done < <(referred)
  all=$(volumes "$storages") || return
  mkdir -p -- "${note%/*}" || return
  {
    printf '%s\n' "$storages" "${mounts%%,*}"
    while IFS= read -r volume; do
      [[ -n ${made[_$volume]-} ]] || printf '%s\n' "$volume"
    done <<<"$all"
  } >"$note.new" && mv -f -- "$note.new" "$note"
}

remove() { # VOLUME
  local key volume
  while read -r key volume; do
    if [[ $key == unused* && $volume == "$1" ]]; then
      pct set "$vmid" --delete "$key"
      return
    fi
  done < <(referred)
  pvesm free "$1"
}

clean_up() {
  local noted mount key volume all
  local -A kept=()
  { IFS= read -r noted && IFS= read -r mount; } <"$note" || return
  if ! grep -qs "^$mount: " "$conf"; then
    while read -r key volume; do
      [[ $key == unused* ]] || kept[_$volume]=yes
    done < <(tail -n +3 "$note" | sed 's/^/noted /' && referred)
    all=$(volumes "$noted") || return
    while IFS= read -r volume; do
      [[ -z $volume || -n ${kept[_$volume]-} ]] || remove "$volume" || return
    done <<<"$all"
  fi
  rm -f -- "$note"
}

if [[ -e $note ]]; then
  if [[ -e $held ]] && ! flock -ns "$held" true; then
    echo "can't lock file '$held' - got timeout" >&2
    exit 255
  fi
  seen=$(digest)
  clean_up >&2 || exit
  for index in "${!arguments[@]}"; do # who knew the configuration before knows it still
    [[ ${arguments[index]} != "$seen" ]] || arguments[index]=$(digest)
  done
fi

write_note || exit
pct "$verb" "$vmid" "${arguments[@]}"
status=$?
clean_up >&2 || status=$((status ? status : 1))
exit "$status"

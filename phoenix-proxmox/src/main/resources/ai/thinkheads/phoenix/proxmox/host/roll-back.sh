# shellcheck shell=bash
# phoenix-roll-back CTID SNAPSHOT MOUNT...
#
# Takes a container back to a snapshot, which leaves it stopped. The volumes that it has at these
# mounts were made after the snapshot: Proxmox keeps them as unused ones, and here they are removed.

root=
vmid=$1 snapshot=$2
shift 2
conf=$root/etc/pve/lxc/$vmid.conf

# The options of the main section, as lines of KEY VALUE.
options() {
  awk '/^\[/ { exit } /^[a-z]+[0-9]*: / { sub(":", ""); print }' "$conf"
}

declare -A made=()
for mount in "$@"; do
  made[$mount]=yes
done
declare -A volumes=()
while read -r key value; do
  [[ -z ${made[$key]-} ]] || volumes[${value%%,*}]=yes
done < <(options)

pct rollback "$vmid" "$snapshot" || exit

while read -r key value; do
  if [[ $key == unused* && -n ${volumes[$value]-} ]]; then
    pct set "$vmid" --delete "$key" || exit
  fi
done < <(options)

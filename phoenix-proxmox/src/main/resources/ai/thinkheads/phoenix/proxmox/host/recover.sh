# shellcheck shell=bash
# phoenix-recover CTID DIGEST unlock|unmount|destroy
#
# Cleans up after an operation of Proxmox that was killed: takes its lock away from the container, or
# all that is left of the container. Does nothing when the configuration is not the one with that
# SHA-1 digest any more, or when a command still holds the container.

root=
vmid=$1 digest=$2 what=$3
conf=$root/etc/pve/lxc/$vmid.conf
held=$root/run/lock/lxc/pve-config-$vmid.lock
mark='#phoenix%3A to be destroyed'

if [[ ! -e $conf ]]; then
  [[ $what != destroy ]] || exit 0
  echo "Configuration file 'nodes/$HOSTNAME/lxc/$vmid.conf' does not exist" >&2
  exit 2
fi
sum=$(sha1sum <"$conf") || exit 1
if [[ ${sum%% *} != "$digest" ]]; then
  echo 'detected modified configuration - file changed by other user?' >&2
  exit 255
fi
if [[ -e $held ]] && ! flock -ns "$held" true; then
  echo "can't lock file '$held' - got timeout" >&2
  exit 255
fi

case $what in
  unlock) exec pct unlock "$vmid" ;;
  unmount) exec pct unmount "$vmid" ;;
esac

# The mark takes the place of the lock in one go: killed from here on, this is recognised again.
temporary=$conf.phoenix.$$
trap 'rm -f -- "$temporary"' EXIT
{
  echo "$mark"
  awk -v mark="$mark" '/^\[/ { rest = 1 } rest || ($0 !~ /^lock:/ && $0 != mark)' "$conf"
} >"$temporary" && mv -f -- "$temporary" "$conf" || exit 1
pct destroy "$vmid" --destroy-unreferenced-disks 1

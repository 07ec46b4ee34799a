# shellcheck shell=bash
# phoenix-take-guard CTID SNAPSHOT DIGEST REMARK
#
# Takes a snapshot of a container, unless its configuration has another SHA-1 digest by now; none is
# checked when that is empty.

root=
vmid=$1 snapshot=$2 digest=$3 remark=$4
conf=$root/etc/pve/lxc/$vmid.conf

if [[ -n $digest && -e $conf ]]; then
  sum=$(sha1sum <"$conf") || exit 1
  if [[ ${sum%% *} != "$digest" ]]; then
    echo 'detected modified configuration - file changed by other user?' >&2
    exit 255
  fi
fi
exec pct snapshot "$vmid" "$snapshot" --description "$remark"

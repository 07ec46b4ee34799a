# shellcheck shell=bash disable=SC2016
# phoenix-observe [CTID|PATH]...
#
# Prints what exists on this Proxmox VE node: all configurations, and, of the arguments, what is
# recorded inside of those containers that run here, and which of those paths exist.
#
# The output is a sequence of frames, the first of kind "phoenix-observe", the last of kind "end":
#
#   KIND NAME-BYTES CONTENT-BYTES <newline> NAME CONTENT <newline>
#
# Sizes come before contents, so that nothing in a file can pass for a frame.
# Files are read by bash itself: with a hundred guests, a process for each would cost most of the time.

export LC_ALL=C # sizes are bytes
shopt -s nullglob
root=
pve=$root/etc/pve
seconds=5 # how long a guest or a network storage may take to answer
at_once=16

frame() { # KIND NAME CONTENT
  printf '%s %d %d\n%s%s\n' "$1" "${#2}" "${#3}" "$2" "$3"
}

refuse() { # REASON
  frame refused "$1" ''
  frame end '' ''
  exit 0
}

# Reads a whole file into $text. Fails when it cannot be opened, or holds a NUL.
slurp() { # PATH
  local status=0
  text=
  { IFS= read -r -d '' text; status=$?; } 2>/dev/null <"$1" || true
  ((status != 0))
}

file() { # PATH
  if slurp "$1" 2>/dev/null; then
    frame file "${1#"$pve/"}" "$text"
  else
    frame unreadable "${1#"$pve/"}" ''
  fi
}

# Tells what is recorded in a running container. Only lxc-attach looks inside: a path through
# /proc/PID/root would follow links that the guest has planted.
look='grep -rsxE "[0-9a-f]{16}" /var/lib/phoenix; echo end'
look_inside() { # CTID
  local fd
  for fd in "$version" "${fds[@]}" "${network[@]%% *}"; do
    exec {fd}<&- # a guest gets no file of the node
  done
  exec timeout -s KILL "$seconds" \
    lxc-attach -n "$1" --clear-env -- /bin/sh -c "$look" phoenix-look </dev/null 2>/dev/null
}

# Tells which tasks of Proxmox go on. Their list has ended ones too, some without an end.
tasks() {
  local upid saved ended stat fields
  while read -r upid saved ended; do
    [[ -n $saved && -z $ended ]] || continue
    [[ $upid =~ ^UPID:[^:]+:([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8,9}):[0-9A-Fa-f]{8}:([^:/]+):([^:/]*): ]] || continue
    IFS= read -r stat <"$root/proc/$((16#${BASH_REMATCH[1]}))/stat" || continue
    read -ra fields <<<"${stat##*) }" # a program's name may hold anything
    ((fields[19] != 16#${BASH_REMATCH[2]})) || frame task "${BASH_REMATCH[3]}/${BASH_REMATCH[4]}" ''
  done <"$root/var/log/pve/tasks/active"
} 2>/dev/null

# Tells whether a command holds the lock of a guest whose configuration is $text.
held() { # CTID
  local lock=$root/run/lock/lxc/pve-config-$1.lock
  [[ $'\n'${text%%$'\n['*} == *$'\nlock: '* && -e $lock ]] || return 0
  flock -ns "$lock" true || frame task "pct/$1" ''
} 2>/dev/null

# Tells the images and the snippets of a storage.
contents() { # STORAGE PATH TEMPLATES SNIPPETS
  local path mode
  for path in "$root$2/$3"/*.tar "$root$2/$3"/*.tar.*; do
    frame image "$1:vztmpl/${path##*/}" ''
  done
  for path in "$root$2/$4"/*; do
    [[ -f $path ]] || continue
    mode=
    [[ ! -x $path ]] || mode=x
    frame snippet "$1:snippets/${path##*/}" "$mode"
  done
}

list_contents() { # TYPE STORAGE PATH TEMPLATES SNIPPETS DISABLED
  [[ -n $2 && -z $6 ]] || return 0
  case $1 in
    dir | btrfs) [[ -z $3 ]] || contents "$2" "$3" "$4" "$5" ;;
    nfs | cifs | cephfs | glusterfs)
      # It may hang when its server is gone, hence not in this process.
      exec {fd}< <(exec 2>/dev/null && contents "$2" "${3:-/mnt/pve/$2}" "$4" "$5")
      network+=("$fd $2")
      ;;
  esac
}

storages() { # TEXT
  local line type='' id='' path='' templates='' snippets='' disabled='' local_seen=''
  while IFS= read -r line; do
    if [[ $line =~ ^([^[:space:]#:]+):[[:space:]]*([^[:space:]]+)[[:space:]]*$ ]]; then
      list_contents "$type" "$id" "$path" "$templates" "$snippets" "$disabled"
      type=${BASH_REMATCH[1],,} id=${BASH_REMATCH[2]} path='' disabled=''
      templates=template/cache snippets=snippets
      [[ $id != local ]] || local_seen=yes path=/var/lib/vz
    elif [[ $line =~ ^[[:space:]]+path[[:space:]]+(.*[^[:space:]])[[:space:]]*$ ]]; then
      path=${BASH_REMATCH[1]}
    elif [[ $line =~ ^[[:space:]]+content-dirs[[:space:]] ]]; then
      [[ ! $line =~ vztmpl=([^,\;[:space:]]+) ]] || templates=${BASH_REMATCH[1]}
      [[ ! $line =~ snippets=([^,\;[:space:]]+) ]] || snippets=${BASH_REMATCH[1]}
    elif [[ $line =~ ^[[:space:]]+disable([[:space:]]+[1-9].*)?[[:space:]]*$ ]]; then
      disabled=yes
    fi
  done <<<"$1"
  list_contents "$type" "$id" "$path" "$templates" "$snippets" "$disabled"
  [[ $local_seen ]] || contents local /var/lib/vz template/cache snippets
}

# Tells the pools of guests. Who may use them stays on the node.
pools() {
  local line rows=
  while IFS= read -r line; do
    [[ $line != pool:* ]] || rows+=$line$'\n'
  done <"$pve/user.cfg"
  frame pools '' "$rows"
} 2>/dev/null

# Tells how full the storages are: pvestatd has the cluster know it, at most some minutes ago.
space() {
  frame space '' "$(exec grep -aE "^pve(2-storage|-storage-9\.0)/$1/" "$pve/.rrd")"
} 2>/dev/null

# Tells the numbers of device files, in hexadecimal digits.
numbers() { # PATH...
  local path number
  while read -r number path; do
    frame number "${path#"$root"}" "$number"
  done < <((($#)) && exec stat -L -c '%t:%T %n' "$@" 2>/dev/null)
}

frame phoenix-observe 1 ''
if [[ ! -d $pve || ! -e $root/usr/sbin/pct ]]; then
  refuse not-proxmox
elif [[ ! -e $pve/.vmlist ]]; then
  refuse not-mounted
elif [[ ! -r $pve/.vmlist || ! -w $pve/.vmlist ]]; then
  refuse not-allowed # for root both hold, whatever its mode is
fi

exec {version}< <(exec timeout -s KILL "$seconds" \
  dpkg-query -W -f '${Version}' pve-manager 2>/dev/null)

# Containers and VMs that run, as pct and qm tell it.
declare -A running=()
while IFS= read -r socket; do
  [[ $socket =~ /(lxc|qemu-server)/([0-9]+) ]] || continue
  kind=${BASH_REMATCH[1]} id=${BASH_REMATCH[2]}
  [[ -z ${running[$kind/$id]-} ]] || continue
  running[$kind/$id]=yes
  frame running "$kind/$id" ''
done < <(exec grep -aoE ' (@/var/lib/lxc/[0-9]+/command|(/var)?/run/qemu-server/[0-9]+\.qmp)$' \
  "$root/proc/net/unix")

guests=() paths=()
for argument in "$@"; do
  case $argument in
    /*) paths+=("$argument") ;;
    *) [[ -z ${running[lxc/$argument]-} ]] || guests+=("$argument") ;;
  esac
done

fds=() network=()
for ((next = 0; next < ${#guests[@]} && next < at_once; next++)); do
  exec {fd}< <(look_inside "${guests[next]}")
  fds+=("$fd")
done

IFS= read -r node <"$root/proc/sys/kernel/hostname"
frame node "${node%%.*}" ''
if IFS= read -r text <"$root/etc/machine-id"; then
  frame machine "$text" ''
fi 2>/dev/null
file "$pve/.vmlist"
for path in "$pve/.members" "$pve/ha/resources.cfg" "$pve/replication.cfg" "$pve"/nodes/*/ssh_known_hosts; do
  [[ ! -e $path ]] || file "$path"
done
pools
space "${node%%.*}"
for path in sys/devices/system/cpu/online proc/meminfo; do
  [[ ! -e $root/$path ]] || { IFS= read -r text <"$root/$path" && frame size "/$path" "$text"; }
done
for path in "$pve"/nodes/*/{lxc,qemu-server}/*.conf "$pve"/firewall/[1-9]*.fw; do
  file "$path"
  [[ $path != "$pve/nodes/${node%%.*}/lxc/"* ]] || { path=${path##*/} && held "${path%.conf}"; }
done
tasks

text=
[[ ! -e $pve/storage.cfg ]] || file "$pve/storage.cfg"
storages "$text"

for path in "$root"/sys/class/net/*/bridge; do
  path=${path%/bridge} able=()
  for entry in "$path/bridge/vlan_filtering" "$path/mtu"; do
    slurp "$entry" && able+=("${text%$'\n'}") || able+=('?')
  done
  for entry in "$path"/brif/*; do
    able+=("${entry##*/}")
  done
  frame bridge "${path##*/}" "${able[*]}"
done
if command -v ovs-vsctl >/dev/null; then
  while IFS= read -r bridge; do
    frame bridge "$bridge" ''
  done < <(exec timeout -s KILL "$seconds" ovs-vsctl list-br 2>/dev/null)
fi

devices=()
for path in "$root"/dev/nvidia* "$root"/dev/nvidia-caps/*; do
  [[ -d $path ]] || frame device "${path#"$root"}" ''
  [[ ! -c $path ]] || devices+=("$path")
done
numbers "${devices[@]}"

for path in "${paths[@]}"; do
  [[ ! -e $root$path ]] || frame path "$path" ''
done

for entry in "${network[@]}"; do
  if IFS= read -r -d '' -t "$seconds" -u "${entry%% *}" text || (($? == 1)); then
    printf '%s' "$text"
  else
    frame silent "${entry#* }" ''
  fi
done

for ((i = 0; i < ${#guests[@]}; i++)); do
  # Bounded, whatever a guest answers: a NUL, too much or too late is told as an incomplete answer.
  IFS= read -r -d '' -n 65536 -t "$((seconds + 1))" -u "${fds[i]}" text
  frame inside "${guests[i]}" "$text"
  fd=${fds[i]}
  exec {fd}<&-
  if ((next < ${#guests[@]})); then
    exec {fd}< <(look_inside "${guests[next]}")
    fds+=("$fd")
    ((next++))
  fi
done

IFS= read -r -u "$version" text
frame version "$text" ''
frame end '' ''

# shellcheck shell=bash
# phoenix-write-rows CTID DIGEST BYTES KEY...
#
# Replaces the raw rows of these keys in the configuration of a container by what is read from
# standard input, which no command of Proxmox can do. Only the main section is touched, not what is
# pending and no snapshot; every other line stays byte for byte. The file is replaced atomically,
# under the lock that Proxmox takes for it, and only when it still has that digest (SHA-1; none is
# checked when it is empty), no operation holds its "lock", and all announced bytes arrived.

export LC_ALL=C # bytes
root=
id=$1 digest=$2 bytes=$3
shift 3
conf=$root/etc/pve/lxc/$id.conf
lock=/run/lock/lxc/pve-config-$id.lock

fail() { # MESSAGE
  printf '%s\n' "$1" >&2
  exit 1
}

declare -A owned=()
for key in "$@"; do
  owned[$key]=yes
done
IFS= read -r -d '' rows
((${#rows} == bytes)) || fail "${#rows} instead of $bytes bytes arrived"

mkdir -p -- "$root${lock%/*}" || exit 1
exec {fd}>>"$root$lock" || exit 1
flock -w 10 "$fd" || fail "can't lock file '$lock' - got timeout"

[[ -e $conf ]] || fail "Configuration file 'nodes/${HOSTNAME%%.*}/lxc/$id.conf' does not exist"
present=$(sha1sum <"$conf") || exit 1
if [[ -n $digest && ${present%% *} != "$digest" ]]; then
  fail 'detected modified configuration - file changed by other user? Try again.'
fi

main=() rest='' at='' last=0
{
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line == \[* ]]; then
      IFS= read -r -d '' rest
      rest=$line$'\n'$rest
      break
    elif [[ $line =~ ^(lxc\.[a-z0-9_.-]+)(:|[[:space:]]*=) && ${owned[${BASH_REMATCH[1]}]-} ]]; then
      : "${at:=${#main[@]}}"
      continue
    elif [[ $line =~ ^lock:[[:space:]]*([^[:space:]]+) ]]; then
      fail "CT is locked (${BASH_REMATCH[1]})"
    fi
    main+=("$line")
    [[ ! $line =~ [^[:space:]] ]] || last=${#main[@]}
  done
} <"$conf"
: "${at:=$last}"

temporary=$conf.tmp.$$
trap 'rm -f -- "$temporary"' EXIT
{
  ((at == 0)) || printf '%s\n' "${main[@]:0:at}"
  printf '%s' "$rows"
  ((at == ${#main[@]})) || printf '%s\n' "${main[@]:at}"
  printf '%s' "$rest"
} >"$temporary" || exit 1
mv -f -- "$temporary" "$conf"

# shellcheck shell=bash
# phoenix-make-directory PATH UID GID
#
# Makes a folder with its parents and gives it, not its parents, to that owner. One that exists is
# left as it is. It appears with its owner already set, so that a run that breaks off cannot leave
# one behind that the next run takes for finished.

root=
path=$root$1 uid=$2 gid=$3

[[ ! -d $path ]] || exit 0
parent=${path%/*}
mkdir -p -- "$parent/" || exit 1
temporary=$(mktemp -d -- "$parent/.phoenix.XXXXXXXX") || exit 1
if chown -- "$uid:$gid" "$temporary" && chmod 0755 -- "$temporary" &&
  mv -T -- "$temporary" "$path"; then
  exit 0
fi
rmdir -- "$temporary"
[[ -d $path ]] # somebody else was faster

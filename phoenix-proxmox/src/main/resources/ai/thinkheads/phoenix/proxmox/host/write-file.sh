# shellcheck shell=bash
# phoenix-write-file PATH BYTES
#
# Replaces a file by what is read from standard input, atomically: who reads it sees the old or the
# new text as a whole. Nothing is replaced when fewer or more bytes arrive than were announced.

root=
path=$root$1 bytes=$2

mkdir -p -- "${path%/*}/" || exit 1
temporary=$path.phoenix.$$
trap 'rm -f -- "$temporary"' EXIT
cat >"$temporary" || exit 1
arrived=$(wc -c <"$temporary") || exit 1
if ((arrived != bytes)); then
  echo "$arrived instead of $bytes bytes arrived" >&2
  exit 1
fi
mv -f -- "$temporary" "$path"

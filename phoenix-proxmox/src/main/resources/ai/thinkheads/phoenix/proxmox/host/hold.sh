# shellcheck shell=bash
# phoenix-hold WAIT SILENCE HOLDER
#
# Keeps other Phoenix runs away from this node for as long as it is fed a line now and then. It ends,
# and the lock with it, when its input ends, when nothing has come for SILENCE seconds (then the
# client has vanished without a word), and when it is killed. /run is gone after a reboot.
#
# Prints "held" when it has the lock, "busy SINCE HOLDER" with what another one said about itself
# whenever it finds one, and "alive" for each line that it is fed. Gives up with status 75 when it has
# waited for WAIT seconds.

root=
wait=$1 silence=$2 holder=$3
folder=$root/run/phoenix

trap '' INT # Ctrl-C at the terminal of the node is for the client, which then ends the input

umask 077
mkdir -p -- "$folder" || exit 1
exec {lock}<>"$folder/hold" || exit 1 # no child lives longer than this process: it alone has the lock

# What stands in the file counts only when its writer lives; else its successor is about to write.
find_holder() {
  local round pid
  for ((round = 0; round < 20; round++)); do
    if IFS=' ' read -r pid other <"$folder/hold" && kill -0 "$pid" 2>/dev/null; then
      return
    fi
    sleep 0.05
  done
  other=
}

end=$((SECONDS + wait)) heard=$SECONDS told=none
until flock -n "$lock"; do
  find_holder
  if [[ $other != "$told" ]]; then
    printf 'busy %s\n' "$other"
    told=$other
  fi
  ((SECONDS < end)) || exit 75
  IFS= read -r -t 0.5
  status=$?
  if ((status == 0)); then
    heard=$SECONDS
    echo alive
  elif ((status <= 128 || SECONDS - heard >= silence)); then
    exit 1
  fi
done

printf '%d %(%s)T %s\n' "$$" -1 "$holder" >"$folder/hold" || exit 1
echo held
while
  IFS= read -r -t "$silence"
  status=$?
  ((status == 0))
do
  echo alive
done
((status <= 128))

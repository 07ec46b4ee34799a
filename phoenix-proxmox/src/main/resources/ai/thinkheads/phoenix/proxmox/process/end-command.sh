# shellcheck shell=bash
# phoenix-end-command ID
#
# Kills everything that a command has started: the processes with its mark in their environment, and
# what descends from them. sshd of Debian 12 takes no signals for root's commands, and kills nothing
# when a connection ends. Succeeds when nothing with the mark is left.

marked() { # ID
  grep -lzsxF "PHOENIX_COMMAND=$1" /proc/[0-9]*/environ | tr -c '0-9' ' '
}

with_descendants() { # PID...
  ps -e -o pid=,ppid= | awk -v roots="$*" '
    BEGIN { count = split(roots, list); for (i = 1; i <= count; i++) doomed[list[i]] }
    { parent[$1] = $2 }
    END {
      do {
        found = 0
        for (pid in parent) if (!(pid in doomed) && parent[pid] in doomed) { doomed[pid]; found = 1 }
      } while (found)
      for (pid in doomed) print pid
    }'
}

# A process that is being forked is missed by one round, and found by the next.
for ((round = 0; round < 20; round++)); do
  read -ra pids <<<"$(marked "$1")"
  ((${#pids[@]})) || exit 0
  mapfile -t doomed < <(with_descendants "${pids[@]}")
  kill -KILL "${doomed[@]}" 2>/dev/null
done
exit 1

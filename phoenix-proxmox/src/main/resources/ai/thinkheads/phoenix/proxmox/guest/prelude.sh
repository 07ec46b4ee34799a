# shellcheck shell=bash
# What feature scripts share. Phoenix puts it into the guest while it provisions it. A script in
# parts has it, and its parameters; any other loads it with:  . "$PHOENIX_PRELUDE"

# Whether write_file or merge_json has changed a file, or the script something else.
changed=false
prelude_folder=$PWD

# load_parameters: reads the parameters from standard input. The value of NAME is then in the
# variable param_NAME: a text, an array where the value is a list, JSON text where it is an object.
load_parameters() {
  local assignments
  assignments=$(cat)
  eval "$assignments"
}

# say TEXT…: tells people what goes on.
say() {
  printf '%s\n' "$*"
}

# die TEXT…: gives up; the text says why, and what to do.
die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# wait_until SECONDS COMMAND…: runs the command until it succeeds; fails when the time is up.
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.5
  done
}

# apt_get ARGUMENT…: apt-get that waits for others that hold its locks, asks nothing, keeps
# configuration files as they are, and tries again when a download failed.
apt_get() {
  local end=$((SECONDS + 900)) failures=0 errors=$prelude_folder/apt-errors
  if [[ -n $(dpkg --audit) ]]; then
    say "finishing an installation that was interrupted"
    dpkg --configure -a --force-confdef --force-confold
  fi
  until apt-get --quiet --yes -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 \
    -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
    "$@" 2>"$errors"; do
    cat -- "$errors" >&2
    if grep -q 'Could not get lock' -- "$errors" && ((SECONDS < end)); then
      say "waiting for another apt to end"
    else
      failures=$((failures + 1))
      ((failures < 3)) || return 1
    fi
    sleep 2
  done
  cat -- "$errors" >&2
}

# shellcheck disable=SC2120 # scripts that add a package source pass "now"
# apt_update [now]: brings the package lists up to date; without "now" only once an hour.
apt_update() {
  local stamp=/run/phoenix.apt-updated
  if [[ ${1:-} == now || -z $(find "$stamp" -mmin -60 2>/dev/null) ]]; then
    say "updating the package lists"
    apt_get update
    : >"$stamp"
  fi
}

# is_installed PACKAGE[=VERSION]: whether that package is installed, and of that version.
is_installed() {
  local state
  state=$(dpkg-query -W -f '${db:Status-Abbrev}${Version}\n' "${1%%=*}" 2>/dev/null | head -n 1) || true
  [[ $state == [hi]i* ]] || return 1
  [[ $1 != *=* || ${state##* } == "${1#*=}" ]]
}

# apt_install PACKAGE[=VERSION]…: installs those that are not, without what they recommend.
apt_install() {
  local package missing=()
  for package; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  apt_update ""
  say "installing ${missing[*]}"
  apt_get install --no-install-recommends --allow-downgrades --allow-change-held-packages \
    "${missing[@]}"
}

# fetch URL SHA256 FILE: downloads a file, unless it is there with that checksum. With an empty
# SHA256 nothing is compared, so the URL must be one of https.
fetch() {
  local url=$1 sum=$2 file=$3
  [[ -n $sum || $url == https://* ]] || die "$url is not safe without a checksum; give one, or use https"
  if [[ -n $sum && -f $file ]] && has_sum "$sum" "$file"; then
    return
  fi
  say "downloading $url"
  rm -f -- "$file.part"
  curl --fail --silent --show-error --location --proto '=https,http,file' --proto-redir '=https' \
    --connect-timeout 20 --speed-limit 1000 --speed-time 60 --retry 5 --retry-delay 2 \
    --output "$file.part" -- "$url" || die "$url cannot be downloaded"
  if [[ -n $sum ]] && ! has_sum "$sum" "$file.part"; then
    rm -f -- "$file.part"
    die "$url does not have the checksum $sum; check the address and the checksum"
  fi
  mv -fT -- "$file.part" "$file"
}

# has_sum SHA256 FILE: whether the file has that checksum.
has_sum() {
  [[ $(sha256sum <"$2") == "$1  -" ]]
}

# fetch_release URL NAME SUMS SHA256: downloads the file NAME of a release into this folder. It must have
# that checksum; without one, that which the release's list SUMS says.
fetch_release() {
  local url=$1 name=$2 sum=$4
  if [[ -z $sum ]]; then
    fetch "$url/$3" "" sums
    sum=$(sed -n "s|^\([0-9a-f]\{64\}\)  *[*./]*$name\$|\1|p" sums | tail -n 1)
  fi
  [[ $sum =~ ^[0-9a-f]{64}$ ]] || die "$url does not say the checksum of $name; give it as sha256"
  fetch "$url/$name" "$sum" "$name"
}

# add_source NAME KEY_URL FINGERPRINT REPOSITORY: has apt know a repository, once its key is the right one.
add_source() {
  local key=/etc/apt/keyrings/$1.asc list=/etc/apt/sources.list.d/$1.list
  apt_install ca-certificates curl gnupg
  if [[ ! -s $key ]]; then
    fetch "$2" "" "$1.asc"
    GNUPGHOME=$PWD gpg --batch --quiet --show-keys --with-colons "$1.asc" | grep -q "^fpr:*$3:" ||
      die "the key at $2 is not $3; do not trust it"
    write_file "$key" <"$1.asc"
  fi
  write_file "$list" <<<"deb [arch=$(dpkg --print-architecture) signed-by=$key] $4"
  [[ $changed == false ]] || apt_update now
  changed=false
}

# write_file FILE [MODE]: replaces a file by what is read from standard input, at once, and sets
# "changed" when that is something else. Not for the end of a pipe, where "changed" would be lost.
write_file() {
  local file mode=${2:-644} new
  file=$(readlink -m -- "$1")
  mkdir -p -- "${file%/*}"
  new=$(mktemp -- "$file.XXXXXX")
  cat >"$new"
  chmod -- "$mode" "$new"
  if cmp -s -- "$new" "$file"; then
    rm -f -- "$new"
    chmod -- "$mode" "$file"
  else
    mv -fT -- "$new" "$file"
    changed=true
  fi
}

# merge_json FILE DEFAULTS VALUES: gives a file of JSON those values, key by key; a default only
# where the file says nothing. All else in the file stays. Needs jq.
merge_json() {
  local file=$1 old='{}' merged
  if [[ -s $file ]]; then
    old=$(jq --compact-output . "$file") || die "$file is no JSON; mend or remove it"
    [[ $old == '{'*'}' ]] || die "$file is no JSON object; mend or remove it"
  fi
  merged=$(jq --null-input --argjson defaults "$2" --argjson old "$old" --argjson values "$3" \
    '$defaults * $old * $values')
  if [[ ! -s $file ]] || ! jq --exit-status --argjson merged "$merged" '. == $merged' "$file" >/dev/null; then
    write_file "$file" <<<"$merged"
  fi
}

# write_service NAME TEXT [UNIT_LINE…]: writes a service of systemd that starts with the machine, and again
# when it fails. What is read from standard input stands in its section Service.
write_service() {
  local file=/etc/systemd/system/$1.service text=$2 lines
  shift 2
  lines=$(cat)
  write_file "$file" < <(
    echo "# Written by Phoenix; changed by it when the definition changes."
    printf '%s\n' "[Unit]" "Description=$text" Wants=network-online.target After=network-online.target "$@" ""
    printf '%s\n' "[Service]" "$lines" Restart=on-failure RestartSec=5 ""
    printf '%s\n' "[Install]" WantedBy=multi-user.target
  )
}

# enable_service UNIT: has a service run now and after every boot; one that runs already is
# restarted when something has changed.
enable_service() {
  local verb=start
  [[ $changed == false ]] || verb=restart
  systemctl daemon-reload
  systemctl --quiet enable "$1"
  systemctl "$verb" "$1" || {
    show_journal "$1"
    die "service $1 does not start"
  }
}

# show_journal UNIT: the end of what a service has said.
show_journal() {
  journalctl --no-pager --lines 20 --unit "$1" || true
}

# wait_for_service UNIT SECONDS COMMAND…: waits until the command succeeds; when it does not, shows
# the end of the service's journal and fails.
wait_for_service() {
  local unit=$1
  shift
  wait_until "$@" || {
    show_journal "$unit"
    return 1
  }
}

# service_user NAME HOME: has a system user for a service, with a folder of its own.
service_user() {
  id "$1" >/dev/null 2>&1 ||
    useradd --system --home-dir "$2" --create-home --shell /usr/sbin/nologin "$1"
}

# run_container NAME ARGUMENT…: has a Docker container run with these arguments of "docker run", the
# last of which is its image. One that was made with others, or with another content of a file that
# --env-file names, is replaced; data must lie in volumes, which stay. Secrets belong into such a
# file, since other users see arguments.
run_container() {
  local name=$1 image=${!#} label=ai.thinkheads.phoenix.arguments arguments old
  shift
  docker image inspect "$image" >/dev/null 2>&1 || {
    say "getting $image"
    docker pull --quiet "$image"
  }
  arguments=$(container_arguments "$@" | sha256sum | cut -c 1-16)
  if docker container inspect "$name" >/dev/null 2>&1; then
    old=$(docker container inspect --format "{{index .Config.Labels \"$label\"}}" "$name")
    [[ -n $old ]] ||
      die "there is a container $name that Phoenix did not make; remove it with: docker rm -f $name"
    if [[ $old == "$arguments" ]]; then
      docker start "$name" >/dev/null
      return
    fi
    say "replacing container $name"
    docker stop "$name" >/dev/null
    docker rm --force "$name" >/dev/null
  fi
  docker run --detach --name "$name" --label "$label=$arguments" --restart always "$@" >/dev/null
}

# container_arguments ARGUMENT…: the arguments, and what stands in their --env-file.
container_arguments() {
  printf '%s\n' "$@"
  while (($#)); do
    [[ $1 != --env-file ]] || cat -- "$2"
    shift
  done
}

# wait_for_container NAME SECONDS COMMAND…: waits until the command succeeds; when it does not, shows
# the end of the container's log and fails.
wait_for_container() {
  local name=$1
  shift
  wait_until "$@" || {
    docker logs --tail 20 "$name" || true
    return 1
  }
}

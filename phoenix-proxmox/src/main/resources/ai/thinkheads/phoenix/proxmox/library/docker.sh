#!/bin/bash
# docker: the Docker engine as a service, with "docker compose".
# shellcheck disable=SC2154 # Phoenix sets param_…

config=/etc/docker/daemon.json
key_fingerprint=9DC858229FC7DD38854AE2D88D81803C0EBFCD88
packages=()

# The engine and its companions as Debian or Ubuntu pack them.
choose_distribution() {
  local compose
  engine=docker.io
  packages=(docker.io)
  [[ $param_compose == true ]] || return 0
  compose=$(candidate docker-compose)
  if [[ -n $(candidate docker-compose-v2) ]]; then
    packages+=(docker-compose-v2)
  elif [[ -n $compose ]] && dpkg --compare-versions "$compose" ge 2; then
    packages+=(docker-compose)
  else
    die "$PRETTY_NAME has no package with \"docker compose\"; set source to \"docker\", or compose to false"
  fi
}

# The engine and its companions as Docker packs them.
choose_docker() {
  local key=/etc/apt/keyrings/docker.asc
  engine=docker-ce
  packages=(docker-ce docker-ce-cli containerd.io)
  [[ $param_compose == false ]] || packages+=(docker-compose-plugin)
  apt_install ca-certificates curl gnupg
  if [[ ! -s $key ]]; then
    fetch "https://download.docker.com/linux/$ID/gpg" "" docker.asc
    GNUPGHOME=$PWD gpg --batch --quiet --show-keys --with-colons docker.asc | grep -q "^fpr:*$key_fingerprint:" ||
      die "the key of download.docker.com is not $key_fingerprint; do not trust it"
    write_file "$key" <docker.asc
  fi
  write_file /etc/apt/sources.list.d/docker.list \
    <<<"deb [arch=$(dpkg --print-architecture) signed-by=$key] https://download.docker.com/linux/$ID $VERSION_CODENAME stable"
  [[ $changed == false ]] || apt_update now
  changed=false
}

# candidate PACKAGE: the version that apt would install; nothing when it knows none.
candidate() {
  LC_ALL=C apt-cache policy "$1" | sed -n 's/^  Candidate: //p' | grep -vx '(none)' || true
}

# is_version VERSION: whether a package's version is the one that is asked for, or one of its line.
is_version() {
  local upstream=${1#*:}
  [[ -z $param_version || $upstream == "$param_version" || $upstream == "$param_version"[-.+~]* ]]
}

# Replaces the engine in "packages" by the newest one of the version that is asked for.
pin_version() {
  local installed version
  installed=$(dpkg-query -W -f '${Version}' "$engine" 2>/dev/null) || true
  if [[ -n $installed ]] && is_installed "$engine" && is_version "$installed"; then
    return
  fi
  while read -r _ _ version _; do
    if is_version "$version"; then
      packages[0]=$engine=$version
      [[ $engine != docker-ce ]] || packages[1]=docker-ce-cli=$version
      return
    fi
  done < <(apt-cache madison "$engine")
  die "no version $param_version of $engine is offered; choose from: $(apt-cache madison "$engine" | cut -d '|' -f 2 | paste -sd ' ')"
}

# Phoenix owns the limits of the logs and what "daemon" says; all else in the file stays.
configure() {
  local driver='' values='{}'
  apt_install jq
  [[ ! -s $config ]] || driver=$(jq --raw-output '."log-driver" // empty' "$config") || die "$config is no JSON; mend or remove it"
  case $driver in
    '' | json-file | local)
      values=$(jq --null-input --arg driver "${driver:-json-file}" --arg size "$param_log_max_size" \
        --arg files "$param_log_max_files" \
        '{"log-driver": $driver, "log-opts": {"max-size": $size, "max-file": $files}}')
      ;;
  esac
  values=$(jq --null-input --argjson values "$values" --argjson daemon "$param_daemon" '$values * $daemon')
  merge_json "$config" '{}' "$values"
}

apply() {
  . /etc/os-release
  apt_update ""
  "choose_$param_source"
  [[ -z $param_version ]] || pin_version
  configure
  apt_install "${packages[@]}"
  if [[ -n $param_version ]]; then
    apt-mark hold "$engine"
  else
    apt-mark unhold "$engine"
  fi
  enable_service docker
  wait_until 60 docker info >/dev/null 2>&1 || {
    docker info || true
    die "the Docker engine does not answer"
  }
}

verify() {
  local engine=docker.io installed
  [[ $param_source == distribution ]] || engine=docker-ce
  docker info >/dev/null || die "the Docker engine does not answer"
  [[ $param_compose == false ]] || docker compose version
  installed=$(dpkg-query -W -f '${Version}' "$engine")
  is_version "$installed" || die "$engine $installed is installed instead of $param_version"
  docker info --format 'docker {{.ServerVersion}} with storage driver {{.Driver}}'
}

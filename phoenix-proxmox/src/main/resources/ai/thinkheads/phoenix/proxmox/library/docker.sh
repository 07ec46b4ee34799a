#!/bin/bash
# docker: the Docker engine as a service, with "docker compose".
# shellcheck disable=SC2154 # Phoenix sets param_…

config=/etc/docker/daemon.json
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
  local url=https://download.docker.com/linux/$ID
  engine=docker-ce
  packages=(docker-ce docker-ce-cli containerd.io)
  [[ $param_compose == false ]] || packages+=(docker-compose-plugin)
  add_source docker "$url/gpg" 9DC858229FC7DD38854AE2D88D81803C0EBFCD88 "$url $VERSION_CODENAME stable"
}

# What lets Docker's containers use the GPUs of this one. In an unprivileged container nobody may
# set up cgroups for devices; Proxmox has done so already.
install_nvidia_toolkit() {
  local package outside versions=()
  add_source nvidia-container-toolkit https://nvidia.github.io/libnvidia-container/gpgkey \
    C95B321B61E88C1809C4F759DDCAE044F796ECB0 \
    "https://nvidia.github.io/libnvidia-container/stable/deb/$(dpkg --print-architecture) /"
  for package in nvidia-container-toolkit nvidia-container-toolkit-base libnvidia-container-tools libnvidia-container1; do
    versions+=("$package=$param_nvidia_toolkit")
  done
  apt_install "${versions[@]}"
  read -r _ outside _ </proc/self/uid_map
  [[ $outside == 0 ]] || nvidia-ctk config --set nvidia-container-cli.no-cgroups=true --in-place
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

# The runtime that containers use unless they say another: NVIDIA's as long as there is its toolkit.
runtime() {
  if [[ -n $param_nvidia_toolkit ]]; then
    echo '{"default-runtime": "nvidia", "runtimes": {"nvidia": {"path": "nvidia-container-runtime", "args": []}}}'
  elif [[ -s $config && $(jq --raw-output '."default-runtime"' "$config") == nvidia ]]; then
    echo '{"default-runtime": "runc"}'
  else
    echo '{}'
  fi
}

# Phoenix owns the limits of the logs, the runtime, a storage driver that is chosen, and what
# "daemon" says; all else in the file stays.
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
  [[ $param_storage_driver == auto ]] || values=$(jq --arg driver "$param_storage_driver" '."storage-driver" = $driver' <<<"$values")
  values=$(jq --null-input --argjson values "$values" --argjson runtime "$(runtime)" --argjson daemon "$param_daemon" \
    '$values * $runtime * $daemon')
  merge_json "$config" '{}' "$values"
}

apply() {
  . /etc/os-release
  apt_update ""
  "choose_$param_source"
  [[ -z $param_version ]] || pin_version
  [[ -z $param_nvidia_toolkit ]] || install_nvidia_toolkit
  [[ $param_storage_driver != fuse-overlayfs ]] || need_fuse
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
  warn_of_slow_storage
}

need_fuse() {
  [[ -e /dev/fuse ]] || die "there is no /dev/fuse for fuse-overlayfs; restart the container with the flag fuse=1"
  apt_install fuse-overlayfs
}

storage_driver() {
  docker info --format '{{.Driver}}'
}

# Docker falls back to vfs, which copies whole images, where the file system carries nothing better.
warn_of_slow_storage() {
  [[ $param_storage_driver != auto || $(storage_driver) != vfs ]] ||
    say "warning: Docker stores images with vfs, which is slow and large, since nothing better works on" \
      "$(stat --file-system --format %T /var/lib); set storage_driver to fuse-overlayfs"
}

verify() {
  local engine=docker.io installed
  [[ $param_source == distribution ]] || engine=docker-ce
  docker info >/dev/null || die "the Docker engine does not answer"
  [[ $param_compose == false ]] || docker compose version
  installed=$(dpkg-query -W -f '${Version}' "$engine")
  is_version "$installed" || die "$engine $installed is installed instead of $param_version"
  [[ $param_storage_driver == auto || $(storage_driver) == "$param_storage_driver" ]] ||
    die "Docker stores images with $(storage_driver) instead of $param_storage_driver"
  [[ -z $param_nvidia_toolkit ]] || is_installed "nvidia-container-toolkit=$param_nvidia_toolkit" ||
    die "nvidia-container-toolkit $param_nvidia_toolkit is not installed"
  docker info --format 'docker {{.ServerVersion}} with storage driver {{.Driver}}'
}

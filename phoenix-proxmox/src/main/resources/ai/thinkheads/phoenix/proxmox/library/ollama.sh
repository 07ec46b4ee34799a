#!/bin/bash
# ollama: the Ollama model server as a service.
# shellcheck disable=SC2154 # Phoenix sets param_…

home=/usr/local
data=/var/lib/ollama

has_version() {
  [[ -x $home/bin/ollama && $("$home/bin/ollama" --version 2>/dev/null) == *" $param_version" ]]
}

install_ollama() {
  local name release
  name=ollama-linux-$(dpkg --print-architecture).tgz
  apt_install ca-certificates curl
  release=${param_release_url:-https://github.com/ollama/ollama/releases/download/v$param_version}
  fetch_release "$release" "$name" sha256sum.txt "$param_sha256"
  say "unpacking ollama $param_version"
  rm -rf -- "$home/lib/ollama"
  tar --extract --gzip --no-same-owner --directory "$home" --file "$name"
  # shellcheck disable=SC2034 # for enable_service
  changed=true
}

answers() {
  curl --fail --silent --max-time 5 "http://localhost:$param_port/api/version" | grep -qF "\"$param_version\""
}

apply() {
  has_version || install_ollama
  has_version || die "ollama $param_version is not installed"
  apt_install curl
  service_user ollama "$data"
  write_unit
  enable_service ollama
  wait_for_service ollama 60 answers || true
}

write_unit() {
  write_service ollama "Ollama model server" <<END
User=ollama
WorkingDirectory=$data
Environment=HOME=$data
Environment=OLLAMA_MODELS=$data/models
Environment=OLLAMA_HOST=$param_host:$param_port
ExecStart=$home/bin/ollama serve
END
}

verify() {
  answers || die "ollama $param_version does not answer on port $param_port"
}

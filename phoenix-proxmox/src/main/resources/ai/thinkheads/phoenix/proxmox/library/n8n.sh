#!/bin/bash
# n8n: n8n for workflows, as a Docker container whose data lies in a folder of the guest.
# shellcheck disable=SC2154 # Phoenix sets param_…

# The user of its image.
user=1000

healthy() {
  curl --fail --silent --max-time 5 --output /dev/null "http://localhost:$param_port/healthz"
}

apply() {
  local more=()
  apt_install curl
  [[ -d $param_data ]] || install -d -m 700 -o "$user" -g "$user" -- "$param_data"
  # Without TLS of its own it could set no cookie otherwise.
  [[ $param_url == https://* ]] || more+=(--env N8N_SECURE_COOKIE=false)
  [[ -z $param_url ]] || more+=(--env "WEBHOOK_URL=$param_url" --env "N8N_EDITOR_BASE_URL=$param_url")
  run_container n8n --publish "$param_port:5678" --volume "$param_data:/home/node/.n8n" \
    --env "GENERIC_TIMEZONE=$param_timezone" ${more[@]+"${more[@]}"} "$param_image:$param_version"
  say "waiting for n8n"
  wait_for_container n8n 180 healthy || die "n8n does not answer on port $param_port"
}

verify() {
  healthy || die "n8n does not answer on port $param_port"
}

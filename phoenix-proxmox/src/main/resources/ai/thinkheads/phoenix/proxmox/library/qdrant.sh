#!/bin/bash
# qdrant: the vector database Qdrant, as a Docker container whose data lies in a folder of the guest.
# shellcheck disable=SC2154 # Phoenix sets param_…

environment=/etc/qdrant.env

ready() {
  curl --fail --silent --max-time 5 --output /dev/null "http://localhost:$param_port/readyz"
}

apply() {
  apt_install curl
  write_file "$environment" 600 <<<"${param_api_key:+QDRANT__SERVICE__API_KEY=$param_api_key}"
  mkdir -p -- "$param_data"
  run_container qdrant --publish "$param_port:6333" --publish "$param_grpc_port:6334" \
    --volume "$param_data:/qdrant/storage" --env-file "$environment" "$param_image:$param_version"
  say "waiting for Qdrant"
  wait_for_container qdrant 120 ready || die "Qdrant is not ready on port $param_port"
}

verify() {
  ready || die "Qdrant is not ready on port $param_port"
}

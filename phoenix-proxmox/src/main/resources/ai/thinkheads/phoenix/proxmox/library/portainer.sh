#!/bin/bash
# portainer: Portainer's server or agent, as a Docker container.
# shellcheck disable=SC2154 # Phoenix sets param_…

case $param_role in
  server) name=portainer url=https://localhost:$param_port/api/system/status ;;
  agent) name=portainer_agent url=https://localhost:$param_port/ping ;;
esac

answers() {
  curl --fail --silent --insecure --max-time 5 --output /dev/null "$url"
}

apply() {
  local image=$param_image:$param_version
  apt_install curl
  case $param_role in
    server)
      run_container "$name" --publish "$param_port:9443" --volume /var/run/docker.sock:/var/run/docker.sock \
        --volume portainer_data:/data "$image"
      ;;
    agent)
      run_container "$name" --publish "$param_port:9001" --volume /var/run/docker.sock:/var/run/docker.sock \
        --volume /var/lib/docker/volumes:/var/lib/docker/volumes "$image"
      ;;
  esac
  say "waiting for $url"
  wait_for_container "$name" 120 answers || die "$url does not answer"
}

verify() {
  answers || die "$url does not answer"
}

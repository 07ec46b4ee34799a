#!/bin/bash
# portainer: Portainer's server or agent, as a Docker container.
# shellcheck disable=SC2154 # Phoenix sets param_…

label=ai.thinkheads.phoenix.arguments
case $param_role in
  server) name=portainer url=https://localhost:$param_port/api/system/status ;;
  agent) name=portainer_agent url=https://localhost:$param_port/ping ;;
esac

# run NAME ARGUMENT…: has a container run with these arguments of "docker run". One that was made
# with others is replaced; its data stays in its volume.
run() {
  local name=$1 arguments old
  shift
  arguments=$(printf '%s\n' "$@" | sha256sum | cut -c 1-16)
  if docker container inspect "$name" >/dev/null 2>&1; then
    old=$(docker container inspect --format "{{index .Config.Labels \"$label\"}}" "$name")
    [[ -n $old ]] ||
      die "there is a container $name that Phoenix did not make; remove it with: docker rm -f $name"
    if [[ $old == "$arguments" ]]; then
      docker start "$name" >/dev/null
      return
    fi
    say "replacing container $name"
    docker rm --force "$name" >/dev/null
  fi
  docker run --detach --name "$name" --label "$label=$arguments" --restart always "$@" >/dev/null
}

answers() {
  curl --fail --silent --insecure --max-time 5 --output /dev/null "$url"
}

apply() {
  local image=$param_image:$param_version
  apt_install curl
  say "getting $image"
  docker image inspect "$image" >/dev/null 2>&1 || docker pull --quiet "$image"
  case $param_role in
    server)
      run "$name" --publish "$param_port:9443" --volume /var/run/docker.sock:/var/run/docker.sock \
        --volume portainer_data:/data "$image"
      ;;
    agent)
      run "$name" --publish "$param_port:9001" --volume /var/run/docker.sock:/var/run/docker.sock \
        --volume /var/lib/docker/volumes:/var/lib/docker/volumes "$image"
      ;;
  esac
  say "waiting for $url"
  wait_until 120 answers || {
    docker logs --tail 20 "$name" || true
    die "$url does not answer"
  }
}

verify() {
  answers || die "$url does not answer"
}

#!/bin/bash
# open_webui: Open WebUI, a chat in the browser, as a Docker container whose data lies in a folder of the guest.
# shellcheck disable=SC2154 # Phoenix sets param_…

environment=/etc/open-webui.env

healthy() {
  curl --fail --silent --max-time 5 --output /dev/null "http://localhost:$param_port/health"
}

# joined TEXT…: the texts with semicolons between them.
joined() {
  local IFS=';'
  printf '%s' "$*"
}

# One key for each of the servers, which is what Open WebUI expects.
keys() {
  local keys=()
  for _ in "${param_openai[@]}"; do
    keys+=("$param_openai_api_key")
  done
  joined "${keys[@]}"
}

# is_given TEXT…: "true" when there is a text that is not empty.
is_given() {
  [[ -n $* ]] && echo true || echo false
}

# With a persistent configuration Open WebUI takes what is said here for its first start only. Its
# key for sessions lies with the data, so that a replaced container logs nobody out.
write_environment() {
  write_file "$environment" 600 <<END
ENABLE_OLLAMA_API=$(is_given "$param_ollama")
OLLAMA_BASE_URLS=$param_ollama
ENABLE_OPENAI_API=$(is_given "${param_openai[@]}")
OPENAI_API_BASE_URLS=$(joined "${param_openai[@]}")
OPENAI_API_KEYS=$(keys)
ENABLE_PERSISTENT_CONFIG=$param_persistent_config
WEBUI_SECRET_KEY_FILE=/app/backend/data/.webui_secret_key
END
}

apply() {
  apt_install curl
  write_environment
  mkdir -p -- "$param_data"
  run_container open-webui --publish "$param_port:8080" --volume "$param_data:/app/backend/data" \
    --env-file "$environment" "$param_image:$param_version"
  say "waiting for Open WebUI"
  wait_for_container open-webui 300 healthy || die "Open WebUI does not answer on port $param_port"
}

verify() {
  healthy || die "Open WebUI does not answer on port $param_port"
}

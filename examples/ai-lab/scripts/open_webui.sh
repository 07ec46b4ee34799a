#!/bin/bash
# open_webui: a chat in the browser, served by Docker on port 8080.
# Parameter ollama: the address of the Ollama server that answers, like http://10.0.0.155:11434.
# shellcheck disable=SC2154 # load_parameters sets param_…
set -euo pipefail
# shellcheck source=/dev/null
. "$PHOENIX_PRELUDE"
load_parameters

write_file /opt/open-webui/compose.yaml <<END
services:
  open-webui:
    image: ghcr.io/open-webui/open-webui:v0.6.15
    restart: unless-stopped
    ports: ["8080:8080"]
    environment:
      OLLAMA_BASE_URL: "$param_ollama"
    volumes: ["data:/app/backend/data"]
volumes:
  data:
END
docker compose --project-directory /opt/open-webui up --detach --quiet-pull

#!/bin/bash
# n8n, for workflows, served by Docker on port 5678. What it keeps is on the mounted volume, which
# belongs to the user of its image (1000).
set -euo pipefail
# shellcheck source=/dev/null
. "$PHOENIX_PRELUDE"

write_file /opt/n8n/compose.yaml <<'END'
services:
  n8n:
    image: n8nio/n8n:1.100.1
    restart: unless-stopped
    ports: ["5678:5678"]
    environment:
      N8N_SECURE_COOKIE: "false"
    volumes: ["/data:/home/node/.n8n"]
END
docker compose --project-directory /opt/n8n up --detach --quiet-pull

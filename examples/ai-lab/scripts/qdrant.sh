#!/bin/bash
# Qdrant, a vector database, served by Docker on port 6333. What it keeps is on the mounted volume.
set -euo pipefail
# shellcheck source=/dev/null
. "$PHOENIX_PRELUDE"

write_file /opt/qdrant/compose.yaml <<'END'
services:
  qdrant:
    image: qdrant/qdrant:v1.14.1
    restart: unless-stopped
    ports: ["6333:6333", "6334:6334"]
    volumes: ["/data:/qdrant/storage"]
END
docker compose --project-directory /opt/qdrant up --detach --quiet-pull

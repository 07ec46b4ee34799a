#!/bin/bash
# llama.cpp, built for the GPU of the guest, serving /models/default.gguf on port 8081 once that
# file is there.
# shellcheck disable=SC2034 # the prelude reads changed
set -euo pipefail
# shellcheck source=/dev/null
. "$PHOENIX_PRELUDE"

version=b6000
home=/opt/llama.cpp

if [[ $(cat "$home/version" 2>/dev/null) != "$version" ]]; then
  apt_install git cmake build-essential libcurl4-openssl-dev
  say "building llama.cpp $version"
  rm -rf -- "$home"
  git clone --quiet --depth 1 --branch "$version" https://github.com/ggml-org/llama.cpp "$home"
  PATH=$PATH:/usr/local/cuda/bin cmake -S "$home" -B "$home/build" -DGGML_CUDA=ON >/dev/null
  cmake --build "$home/build" --config Release --target llama-server --parallel "$(nproc)" >/dev/null
  echo "$version" >"$home/version"
  changed=true
fi
write_file /etc/systemd/system/llama-cpp.service <<END
# Written by Phoenix; changed by it when the definition changes.
[Unit]
Description=llama.cpp model server
After=network-online.target
ConditionPathExists=/models/default.gguf

[Service]
ExecStart=$home/build/bin/llama-server --host 0.0.0.0 --port 8081 --model /models/default.gguf
Restart=on-failure
RestartSec=5

[Install]
WantedBy=multi-user.target
END
enable_service llama-cpp

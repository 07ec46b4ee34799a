#!/bin/bash
# llamacpp: the model server of llama.cpp, built from a release; as a service when there is a model.
# shellcheck disable=SC2154 # Phoenix sets param_…

home=/opt/llamacpp
data=/var/lib/llamacpp

is_built() {
  [[ -x $home/llama-server && $(cat "$home/version" 2>/dev/null) == "$param_version $param_acceleration" ]]
}

compile() {
  cmake -S llamacpp -B llamacpp/build "$@" &&
    cmake --build llamacpp/build --target llama-server --parallel "$(nproc)"
}

build() {
  local options=(-DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DLLAMA_CURL=OFF -DLLAMA_BUILD_TESTS=OFF)
  if [[ $param_acceleration == cuda ]]; then
    PATH=$PATH:/usr/local/cuda/bin
    command -v nvcc >/dev/null ||
      die "there is no CUDA toolkit to build with; give the feature nvidia the parameter cuda_toolkit, or set acceleration to cpu"
    options+=(-DGGML_CUDA=ON)
  fi
  apt_install ca-certificates curl cmake build-essential
  fetch "${param_source_url:-https://github.com/ggml-org/llama.cpp/archive/refs/tags/$param_version.tar.gz}" \
    "$param_sha256" llamacpp.tar.gz
  rm -rf -- llamacpp
  mkdir llamacpp
  tar --extract --gzip --no-same-owner --strip-components 1 --directory llamacpp --file llamacpp.tar.gz
  say "building llama.cpp $param_version for $param_acceleration"
  compile "${options[@]}" >build.log 2>&1 || {
    tail -n 20 build.log
    die "llama.cpp $param_version cannot be built"
  }
  mkdir -p -- "$home"
  cp -f -- llamacpp/build/bin/llama-server "$home/llama-server.new"
  mv -fT -- "$home/llama-server.new" "$home/llama-server"
  echo "$param_version $param_acceleration" >"$home/version"
  rm -rf -- llamacpp
  # shellcheck disable=SC2034 # for enable_service
  changed=true
}

write_server() {
  service_user llamacpp "$data"
  local options=(--host "$param_host" --port "$param_port" --model "$param_model"
    --ctx-size "$param_ctx_size" --n-gpu-layers "$param_gpu_layers" "${param_args[@]}")
  write_file "$home/serve" 755 <<END
#!/bin/bash
# Written by Phoenix; changed by it when the definition changes.
exec $home/llama-server ${options[*]@Q}
END
  write_service llamacpp "llama.cpp model server" "ConditionPathExists=$param_model" <<END
User=llamacpp
WorkingDirectory=$data
Environment=HOME=$data
ExecStart=$home/serve
END
}

healthy() {
  curl --fail --silent --max-time 5 --output /dev/null "http://localhost:$param_port/health"
}

# A model that is not there yet is no fault: people put it there later.
has_model() {
  [[ -e $param_model ]] || {
    say "there is no model $param_model yet; put it there and run: systemctl start llamacpp"
    return 1
  }
}

serve_model() {
  apt_install curl
  write_server
  enable_service llamacpp
  has_model || return 0
  say "waiting for model $param_model"
  wait_for_service llamacpp "$param_ready_seconds" healthy ||
    die "llama.cpp does not answer on port $param_port"
}

apply() {
  is_built || build
  [[ -z $param_model ]] || serve_model
}

verify() {
  is_built || die "llama.cpp $param_version is not built for $param_acceleration"
  if [[ -n $param_model ]] && has_model; then
    healthy || die "llama.cpp does not answer on port $param_port"
  fi
}

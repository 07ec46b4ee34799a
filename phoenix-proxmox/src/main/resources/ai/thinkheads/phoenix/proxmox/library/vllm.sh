#!/bin/bash
# vllm: the vLLM model server in a Python environment of its own; as a service when there is a model.
# shellcheck disable=SC2154 # Phoenix sets param_…

home=/opt/vllm
data=/var/lib/vllm

installed_version() {
  "$home/bin/python" -c 'from importlib.metadata import version; print(version("vllm"))' 2>/dev/null
}

install_vllm() {
  # Triton compiles kernels at run time, with the headers of Python.
  apt_install python3 python3-venv python3-dev gcc curl
  [[ -x $home/bin/pip ]] || python3 -m venv "$home"
  say "installing vllm $param_version"
  "$home/bin/pip" install --no-input --disable-pip-version-check --progress-bar off "vllm==$param_version"
}

# option NAME VALUE: an option of the server, unless there is no value.
option() {
  [[ -z $2 ]] || options+=("$1" "$2")
}

write_server() {
  local options=()
  service_user vllm "$data"
  option --host "$param_host"
  option --port "$param_port"
  option --served-model-name "$param_served_model_name"
  option --tensor-parallel-size "${param_tensor_parallel_size:-}"
  option --pipeline-parallel-size "${param_pipeline_parallel_size:-}"
  option --gpu-memory-utilization "${param_gpu_memory_utilization:-}"
  option --max-model-len "${param_max_model_len:-}"
  option --max-num-seqs "${param_max_num_seqs:-}"
  option --max-num-batched-tokens "${param_max_num_batched_tokens:-}"
  option --dtype "$param_dtype"
  option --kv-cache-dtype "$param_kv_cache_dtype"
  option --quantization "$param_quantization"
  [[ $param_enforce_eager == false ]] || options+=(--enforce-eager)
  [[ $param_trust_remote_code == false ]] || options+=(--trust-remote-code)
  write_file "$home/serve" 755 <<END
#!/bin/bash
# Written by Phoenix; changed by it when the definition changes.
exec $home/bin/vllm serve ${param_model@Q} ${options[*]@Q} ${param_args[*]@Q}
END
  write_service vllm "vLLM model server" <<END
User=vllm
WorkingDirectory=$data
Environment=HOME=$data
Environment=HF_HOME=$data/huggingface
ExecStart=$home/serve
END
}

healthy() {
  curl --fail --silent --max-time 5 --output /dev/null "http://localhost:$param_port/health"
}

# Loading a model takes minutes; a server that keeps on ending never will have loaded it.
healthy_or_given_up() {
  healthy || (($(systemctl show --property NRestarts --value vllm) > restarts + 2))
}

# ask PATH BODY FILTER: puts a question to the server; FILTER must find an answer in what it says.
ask() {
  curl --fail --silent --show-error --max-time 300 --header 'Content-Type: application/json' \
    --data "$2" --output answer "http://localhost:$param_port$1" || die "vllm refuses a question at $1"
  jq --exit-status "$3" answer >/dev/null || die "vllm answers a question at $1 with $(head -c 2000 answer)"
}

ask_model() {
  local name
  apt_install jq
  name=$(jq --null-input --arg name "${param_served_model_name:-$param_model}" '$name')
  case $param_model_type in
    chat)
      ask /v1/chat/completions \
        "{\"model\": $name, \"messages\": [{\"role\": \"user\", \"content\": \"Say hello.\"}], \"max_tokens\": 8}" \
        '.choices[0].message | has("content")'
      ;;
    embedding)
      ask /v1/embeddings "{\"model\": $name, \"input\": \"hello\"}" '.data[0].embedding | length > 0'
      ;;
  esac
}

serve_model() {
  write_server
  restarts=$(systemctl show --property NRestarts --value vllm) || restarts=0
  [[ $changed == false ]] || restarts=0
  enable_service vllm
  say "waiting for model $param_model"
  wait_until "$param_ready_seconds" healthy_or_given_up || true
  healthy || {
    show_journal vllm
    die "vllm does not answer on port $param_port"
  }
  ask_model
}

apply() {
  if [[ $(installed_version) != "$param_version" ]]; then
    install_vllm
    changed=true
  fi
  [[ $(installed_version) == "$param_version" ]] || die "vllm $param_version is not installed"
  [[ -z $param_model ]] || serve_model
}

verify() {
  [[ $(installed_version) == "$param_version" ]] || die "vllm $param_version is not installed"
  [[ -z $param_model ]] || healthy || die "vllm does not answer on port $param_port"
}

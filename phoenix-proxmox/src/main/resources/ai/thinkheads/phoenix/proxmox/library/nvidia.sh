#!/bin/bash
# nvidia: the user-space part of the NVIDIA driver, of the version that the node's kernel runs, and
# the CUDA toolkit where one is asked for.
# shellcheck disable=SC2154 # Phoenix sets param_…

kernel_version() {
  grep -oE '[0-9]+\.[0-9]+(\.[0-9]+)?' /proc/driver/nvidia/version | head -n 1
}

driver_works() {
  [[ $(nvidia-smi --query-gpu=driver_version --format=csv,noheader 2>/dev/null | sort -u) == "$param_driver_version" ]]
}

toolkit_works() {
  [[ -x /usr/local/cuda-${param_cuda_toolkit/-/.}/bin/nvcc ]]
}

install_driver() {
  apt_install ca-certificates curl kmod
  fetch "$param_runfile_url" "$param_runfile_sha256" driver.run
  say "checking the installer"
  sh driver.run --check
  say "installing driver $param_driver_version"
  sh driver.run --silent --no-kernel-module
}

install_toolkit() {
  apt_install ca-certificates curl
  if ! is_installed cuda-keyring; then
    fetch "${param_repo_url}cuda-keyring_1.1-1_all.deb" "" cuda-keyring.deb
    dpkg --install cuda-keyring.deb
    apt_update now
  fi
  apt_install "cuda-toolkit-$param_cuda_toolkit"
  write_file /etc/profile.d/cuda.sh <<<"export PATH=\$PATH:/usr/local/cuda-${param_cuda_toolkit/-/.}/bin"
}

need_gpu() {
  [[ -r /proc/driver/nvidia/version ]] ||
    die "the node's kernel has no NVIDIA driver loaded; install driver $param_driver_version on the node first"
  compgen -G '/dev/nvidia[0-9]*' >/dev/null ||
    die "no GPU is assigned to this container; assign one, or leave the feature out"
  [[ $(kernel_version) == "$param_driver_version" ]] ||
    die "the node's kernel runs driver $(kernel_version), but $param_driver_version is asked for; they must be equal"
}

apply() {
  need_gpu
  driver_works || install_driver
  [[ -z $param_cuda_toolkit ]] || toolkit_works || install_toolkit
}

verify() {
  driver_works || {
    nvidia-smi || true
    die "driver $param_driver_version does not work"
  }
  [[ -z $param_cuda_toolkit ]] || toolkit_works || die "CUDA toolkit $param_cuda_toolkit is not installed"
  nvidia-smi --list-gpus
}

#!/bin/bash
# python_api_service: Python with pip and virtual environments, for services that are put there later.

packages=(python3 python3-pip python3-venv)

apply() {
  apt_install "${packages[@]}"
  python3 -m venv "$PWD/probe"
  "$PWD/probe/bin/pip" --version
}

verify() {
  local package
  for package in "${packages[@]}"; do
    is_installed "$package" || die "package $package is not installed"
  done
  python3 -c 'import ensurepip, venv'
}

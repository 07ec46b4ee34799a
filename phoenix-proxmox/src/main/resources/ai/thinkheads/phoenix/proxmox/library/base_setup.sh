#!/bin/bash
# base_setup: the tools that people expect on a machine, and its locale.
# shellcheck disable=SC2154 # Phoenix sets param_…

packages=(locales "${param_packages[@]}" "${param_extra_packages[@]}")

has_locale() {
  # "locale -a" writes en_US.UTF-8 as en_US.utf8
  locale -a | grep -xF "${param_locale%.*}.utf8" >/dev/null
}

has_packages() {
  local package
  for package in "${packages[@]}"; do
    is_installed "$package" || return 1
  done
}

check() {
  has_packages && has_locale && grep -qxF "LANG=$param_locale" /etc/default/locale
}

apply() {
  apt_install "${packages[@]}"
  if ! has_locale; then
    say "generating the locale $param_locale"
    touch /etc/locale.gen
    write_file /etc/locale.gen < <(
      grep -vxF "$param_locale UTF-8" /etc/locale.gen || true
      echo "$param_locale UTF-8"
    )
    locale-gen
  fi
  update-locale "LANG=$param_locale"
}

verify() {
  local package
  has_locale || die "locale $param_locale could not be generated"
  for package in "${packages[@]}"; do
    is_installed "$package" || die "package $package is not installed"
  done
}

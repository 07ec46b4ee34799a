#!/bin/bash
# base_setup: the tools that people expect on a machine, and its locale.
# shellcheck disable=SC2154 # load_parameters sets param_…
set -euo pipefail
# shellcheck source=prelude.sh
. "$PHOENIX_PRELUDE"
load_parameters

has_locale() {
  # "locale -a" writes en_US.UTF-8 as en_US.utf8
  locale -a | grep -qxF "${param_locale%.*}.utf8"
}

apt_install locales "${param_packages[@]}" "${param_extra_packages[@]}"

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

has_locale || die "locale $param_locale could not be generated"
for package in locales "${param_packages[@]}" "${param_extra_packages[@]}"; do
  is_installed "$package" || die "package $package is not installed"
done

#!/bin/bash
# step_ca: a certificate authority of one's own with step-ca.
# shellcheck disable=SC2154 # Phoenix sets param_…

programs=/usr/local/bin
home=/etc/step-ca

# has_version PROGRAM VERSION: whether that program is there in that version.
has_version() {
  [[ -x $programs/$1 && $("$programs/$1" version 2>/dev/null) == */"$2 "* ]]
}

# install_program REPOSITORY PROGRAM VERSION: one program of a release of smallstep.
install_program() {
  local name found
  has_version "$2" "$3" && return
  name=$2_linux_$3_$(dpkg --print-architecture).tar.gz
  apt_install ca-certificates curl
  fetch_release "https://github.com/smallstep/$1/releases/download/v$3" "$name" checksums.txt ""
  rm -rf -- unpacked
  mkdir unpacked
  tar --extract --gzip --no-same-owner --directory unpacked --file "$name"
  found=$(find unpacked -type f -name "$2" | head -n 1)
  [[ -n $found ]] || die "$name holds no program $2"
  install -D -m 755 -- "$found" "$programs/$2.new"
  mv -fT -- "$programs/$2.new" "$programs/$2"
  has_version "$2" "$3" || die "$2 $3 does not run"
  # shellcheck disable=SC2034 # for enable_service
  changed=true
}

# Makes the authority beside its place, so that one that was made by half is never taken for one.
make_authority() {
  local name names=()
  [[ ! -e $home ]] || die "$home is there, but no authority in it; remove it, or bring back its config/ca.json"
  rm -rf -- "$home.new"
  install -d -m 700 -- "$home.new"
  for name in "${param_dns_names[@]}"; do
    names+=(--dns "$name")
  done
  (
    umask 077
    if [[ -n $param_password ]]; then
      printf '%s' "$param_password" >"$home.new/password"
    else
      openssl rand -hex 32 | tr -d '\n' >"$home.new/password"
    fi
  )
  say "making the authority $param_name"
  STEPPATH=$home.new "$programs/step" ca init --deployment-type standalone --name "$param_name" "${names[@]}" \
    --address ":$param_port" --provisioner "$param_provisioner" \
    --password-file "$home.new/password" --provisioner-password-file "$home.new/password"
  sed -i "s|$home\.new|$home|g" "$home.new"/config/*.json
  chown -R step-ca:step-ca -- "$home.new"
  mv -T -- "$home.new" "$home"
}

# What can be changed once there is an authority.
configure() {
  local names
  [[ -z $param_password || $(<"$home/password") == "$param_password" ]] ||
    die "the authority's keys have another password; change it with: step crypto change-pass, in $home/secrets, and write it to $home/password"
  names=$(printf '%s\n' "${param_dns_names[@]}" | jq --raw-input . | jq --slurp --compact-output .)
  merge_json "$home/config/ca.json" '{}' "{\"address\": \":$param_port\", \"dnsNames\": $names}"
  if [[ $param_acme == true ]] && ! has_acme; then
    STEPPATH=$home "$programs/step" ca provisioner add acme --type ACME --ca-config "$home/config/ca.json"
    # shellcheck disable=SC2034 # for enable_service
    changed=true
  fi
  chown step-ca:step-ca -- "$home/config/ca.json"
}

has_acme() {
  jq --exit-status '[.authority.provisioners[]? | select(.type == "ACME")] | length > 0' "$home/config/ca.json" >/dev/null
}

write_unit() {
  write_service step-ca "step-ca certificate authority" <<END
User=step-ca
WorkingDirectory=$home
Environment=STEPPATH=$home
AmbientCapabilities=CAP_NET_BIND_SERVICE
NoNewPrivileges=true
ExecStart=$programs/step-ca $home/config/ca.json --password-file $home/password
END
}

# Its certificate is for its names, whatever it is reached by.
answers() {
  curl --fail --silent --max-time 5 --output /dev/null --cacert "$home/certs/root_ca.crt" \
    --connect-to "::localhost:$param_port" "https://${param_dns_names[0]}:$param_port/health"
}

apply() {
  ((${#param_dns_names[@]})) || die "the authority has no name by which clients reach it; say dns_names"
  apt_install ca-certificates curl jq openssl
  install_program cli step "$param_cli_version"
  install_program certificates step-ca "$param_version"
  id step-ca >/dev/null 2>&1 || useradd --system --home-dir "$home" --no-create-home --shell /usr/sbin/nologin step-ca
  [[ -s $home/config/ca.json ]] || make_authority
  configure
  write_unit
  enable_service step-ca
  wait_for_service step-ca 60 answers || die "step-ca does not answer on port $param_port"
}

verify() {
  has_version step-ca "$param_version" || die "step-ca $param_version is not installed"
  answers || die "step-ca does not answer on port $param_port"
}

#!/bin/bash
# grafana: Grafana from its own packages, with Prometheus as its source of data.
# shellcheck disable=SC2154 # Phoenix sets param_…

home=/etc/grafana
unit=/etc/systemd/system/grafana-server.service.d/phoenix.conf

install_grafana() {
  add_source grafana https://apt.grafana.com/gpg.key B53AE77BADB630A683046005963FA27710458545 \
    "https://apt.grafana.com stable main"
  apt_install "grafana=$param_version"
  # shellcheck disable=SC2034 # for enable_service
  changed=true
}

write_settings() {
  write_file "$unit" <<END
# Written by Phoenix; changed by it when the definition changes.
[Service]
Environment=GF_SERVER_HTTP_ADDR=$param_listen
Environment=GF_SERVER_HTTP_PORT=$param_port
Environment=GF_SERVER_ROOT_URL=$param_url
Environment=GF_ANALYTICS_REPORTING_ENABLED=false
Environment=GF_ANALYTICS_CHECK_FOR_UPDATES=false
END
  write_file "$home/provisioning/datasources/phoenix.yaml" < <(sources)
}

sources() {
  echo "# Written by Phoenix; changed by it when the definition changes."
  echo "apiVersion: 1"
  if [[ -z $param_prometheus ]]; then
    echo "deleteDatasources:"
    echo "  - {name: Prometheus, orgId: 1}"
  else
    cat <<END
datasources:
  - name: Prometheus
    uid: phoenix-prometheus
    type: prometheus
    access: proxy
    url: "$param_prometheus"
    isDefault: true
END
  fi
}

answers() {
  curl --fail --silent --max-time 5 --output /dev/null "http://localhost:$param_port/api/health"
}

# Whether admin's password is that in the file. curl reads it where no other user sees it.
has_password() {
  curl --fail --silent --max-time 10 --output /dev/null --config - "http://localhost:$param_port/api/org" \
    <<<"user = \"admin:$(<"$secret")\""
}

set_password() {
  local secret=$home/phoenix-admin-password
  if [[ -n $param_admin_password ]]; then
    write_file "$secret" 600 <<<"$param_admin_password"
  elif [[ ! -s $secret ]]; then
    write_file "$secret" 600 < <(openssl rand -hex 16)
  fi
  has_password && return
  say "setting the password of admin"
  runuser -u grafana -- grafana cli --homepath /usr/share/grafana --config /etc/grafana/grafana.ini \
    admin reset-admin-password --password-from-stdin <"$secret" >/dev/null || die "Grafana does not take the password of admin"
  has_password || die "Grafana does not let admin in with its new password"
}

apply() {
  apt_install curl openssl
  is_installed "grafana=$param_version" || install_grafana
  write_settings
  enable_service grafana-server
  wait_for_service grafana-server 120 answers || die "Grafana does not answer on port $param_port"
  set_password
}

verify() {
  is_installed "grafana=$param_version" || die "grafana $param_version is not installed"
  answers || die "Grafana does not answer on port $param_port"
}

#!/bin/bash
# prometheus: the Prometheus server of the distribution.
# shellcheck disable=SC2154 # Phoenix sets param_…

config=/etc/prometheus/prometheus.yml
unit=/etc/systemd/system/prometheus.service.d/phoenix.conf

ready() {
  curl --fail --silent --max-time 5 --output /dev/null "http://localhost:$param_port/-/ready"
}

targets() {
  local target
  for target in ${param_targets[@]+"${param_targets[@]}"}; do
    echo "          - '$target'"
  done
}

config_text() {
  cat <<END
# Written by Phoenix; changed by it when the definition changes.
global:
  scrape_interval: ${param_interval_seconds}s
scrape_configs:
  - job_name: prometheus
    static_configs:
      - targets: ['localhost:$param_port']
END
  ((${#param_targets[@]})) || return 0
  cat <<END
  - job_name: guests
    static_configs:
      - targets:
$(targets)
END
}

# What it shall scrape replaces what it scrapes only when Prometheus can read it.
write_config() {
  config_text >new.yml
  promtool check config new.yml || die "Prometheus cannot read what would be its configuration"
  write_file "$config" <new.yml
}

# The arguments that the package reads from a file stay as they are; ours come behind them.
write_unit() {
  write_file "$unit" <<END
# Written by Phoenix; changed by it when the definition changes.
[Service]
ExecStart=
ExecStart=/usr/bin/prometheus \$ARGS --web.listen-address=$param_listen:$param_port --storage.tsdb.retention.time=${param_retention_days}d
END
}

apply() {
  apt_install prometheus curl
  write_config
  write_unit
  enable_service prometheus
  wait_for_service prometheus 120 ready ||
    die "Prometheus is not ready on port $param_port"
}

verify() {
  ready || die "Prometheus is not ready on port $param_port"
}

#!/bin/bash
# traefik: Traefik as the gateway to other guests.
# shellcheck disable=SC2154 # Phoenix sets param_…

program=/usr/local/bin/traefik
home=/etc/traefik
data=/var/lib/traefik

has_version() {
  [[ -x $program ]] && "$program" version 2>/dev/null | grep -qE "^Version: +v?${param_version//./\\.}\$"
}

install_traefik() {
  local name release
  name=traefik_v${param_version}_linux_$(dpkg --print-architecture).tar.gz
  release=${param_release_url:-https://github.com/traefik/traefik/releases/download/v$param_version}
  apt_install ca-certificates curl
  fetch_release "$release" "$name" "traefik_v${param_version}_checksums.txt" "$param_sha256"
  tar --extract --gzip --no-same-owner --file "$name" traefik
  install -D -m 755 -- traefik "$program.new"
  mv -fT -- "$program.new" "$program"
  changed=true
}

# What it reads when it starts. Nobody but itself asks at the entry point "ping" whether it works.
settings() {
  local certificates='{}'
  [[ -z $param_acme_server ]] || certificates='{certResolver: phoenix}'
  echo "# Written by Phoenix; changed by it when the definition changes."
  cat <<END
entryPoints:
  web:
    address: ":$param_port"
    asDefault: true
  ping:
    address: "127.0.0.1:8082"
END
  if [[ $param_tls == true ]]; then
    cat <<END
  websecure:
    address: ":$param_tls_port"
    asDefault: true
    http:
      tls: $certificates
END
  fi
  cat <<END
ping:
  entryPoint: ping
providers:
  file:
    directory: $home/dynamic
    watch: true
END
  [[ -z $param_acme_server ]] || cat <<END
certificatesResolvers:
  phoenix:
    acme:
      caServer: "$param_acme_server"
      email: "$param_acme_email"
      storage: $data/acme.json
      tlsChallenge: {}
END
}

# rule PATH: which requests a route is for: the path itself and all below it, for the names of the site.
rule() {
  local name names='' path="(Path(\`$1\`) || PathPrefix(\`$1/\`))"
  [[ $1 != / ]] || path="PathPrefix(\`/\`)"
  if [[ $param_server_name != _ ]]; then
    for name in $param_server_name; do
      names+="${names:+ || }Host(\`$name\`)"
    done
    path="($names) && $path"
  fi
  echo "$path"
}

# routes: a router, a service and what it needs for each of the routes, which it reads while it runs.
routes() {
  local index=0 route path url prefix timeout
  local routers='' services='' transports='' middlewares=''
  for route in ${param_routes[@]+"${param_routes[@]}"}; do
    read -r path url prefix timeout <<<"$route"
    index=$((index + 1))
    routers+="    route-$index:
      rule: \"$(rule "$path")\"
      service: route-$index
"
    services+="    route-$index:
      loadBalancer:
        serversTransport: route-$index
        servers:
          - url: \"$url\"
"
    transports+="    route-$index:
      insecureSkipVerify: true
      forwardingTimeouts:
        responseHeaderTimeout: ${timeout}s
"
    if [[ $prefix == strip && $path != / ]]; then
      routers+="      middlewares: [route-$index]
"
      middlewares+="    route-$index:
      stripPrefix:
        prefixes: [\"$path\"]
"
    fi
  done
  echo "# Written by Phoenix; changed by it when the definition changes."
  if ((index)); then
    printf 'http:\n  routers:\n%s  services:\n%s  serversTransports:\n%s' "$routers" "$services" "$transports"
    [[ -z $middlewares ]] || printf '  middlewares:\n%s' "$middlewares"
  fi
  [[ -z $param_tls_certificate ]] || cat <<END
tls:
  stores:
    default:
      defaultCertificate:
        certFile: "$param_tls_certificate"
        keyFile: "$param_tls_key"
END
}

write_unit() {
  write_service traefik "Traefik gateway" <<END
User=traefik
WorkingDirectory=$data
AmbientCapabilities=CAP_NET_BIND_SERVICE
NoNewPrivileges=true
ExecStart=$program --configFile=$home/traefik.yml
END
}

answers() {
  curl --fail --silent --max-time 5 --output /dev/null http://127.0.0.1:8082/ping
}

apply() {
  local restart
  has_version || install_traefik
  has_version || die "traefik $param_version is not installed"
  apt_install curl
  service_user traefik "$data"
  write_file "$home/traefik.yml" < <(settings)
  write_unit
  restart=$changed
  write_file "$home/dynamic/phoenix.yml" < <(routes)
  # shellcheck disable=SC2034 # for enable_service: new routes need no restart
  changed=$restart
  enable_service traefik
  wait_for_service traefik 60 answers || die "Traefik does not answer on port 8082"
}

verify() {
  has_version || die "traefik $param_version is not installed"
  answers || die "Traefik does not answer on port 8082"
}

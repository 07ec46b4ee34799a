#!/bin/bash
# nginx: nginx as the gateway to other guests.
# shellcheck disable=SC2154 # Phoenix sets param_…

site=/etc/nginx/conf.d/phoenix.conf
shared=/etc/nginx/phoenix-proxy.conf
tls=/etc/nginx/phoenix-tls
usual=/etc/nginx/sites-enabled/default

write_shared() {
  write_file "$shared" <<'END'
# Written by Phoenix; changed by it when the definition changes.
proxy_http_version 1.1;
proxy_set_header Host $http_host;
proxy_set_header X-Real-IP $remote_addr;
proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
proxy_set_header X-Forwarded-Proto $scheme;
proxy_set_header X-Forwarded-Host $http_host;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection $phoenix_connection;
proxy_connect_timeout 10s;
# Answers of models come word by word, and what is sent can be large.
proxy_buffering off;
proxy_request_buffering off;
proxy_ssl_server_name on;
END
}

# A certificate that nobody else vouches for, made once.
make_certificate() {
  certificate=$param_tls_certificate key=$param_tls_key
  [[ $param_tls == true && -z $certificate ]] || return 0
  certificate=$tls/gateway.crt key=$tls/gateway.key
  if [[ -s $certificate && -s $key ]]; then
    return
  fi
  apt_install openssl
  install -d -m 700 -- "$tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 \
    -subj "/CN=$(hostname)" -keyout "$key" -out "$certificate" 2>/dev/null
  chmod 600 -- "$key"
  changed=true
}

# listen PORT MORE: the lines that have the site listen.
listen() {
  local more=$2
  [[ $param_server_name != _ ]] || more="$more default_server"
  echo "  listen $1$more;"
  [[ ! -e /proc/net/if_inet6 ]] || echo "  listen [::]:$1$more;"
}

# location HOW PATH URL TIMEOUT: one place of the site.
location() {
  cat <<END
  location $1$2 {
    include $shared;
    proxy_read_timeout ${4}s;
    proxy_send_timeout ${4}s;
    proxy_pass $3;
  }
END
}

# routes: all places of the site. A path means itself and all below it, and nothing that only begins
# like it.
routes() {
  local route path url prefix timeout
  for route in ${param_routes[@]+"${param_routes[@]}"}; do
    read -r path url prefix timeout <<<"$route"
    [[ $prefix == keep ]] || url=$url/
    if [[ $path == / ]]; then
      location "" / "$url" "$timeout"
    else
      location "= " "$path" "$url" "$timeout"
      location "" "$path/" "$url" "$timeout"
    fi
  done
}

site_text() {
  cat <<'END'
# Written by Phoenix; changed by it when the definition changes.
map $http_upgrade $phoenix_connection {
  default upgrade;
  '' '';
}

server {
END
  listen "$param_port" ""
  if [[ $param_tls == true ]]; then
    listen "$param_tls_port" " ssl"
    echo "  ssl_certificate $certificate;"
    echo "  ssl_certificate_key $key;"
  fi
  cat <<END
  server_name $param_server_name;
  client_max_body_size $param_max_body;

  location = $param_health_path {
    access_log off;
    default_type text/plain;
    return 200 "ok\\n";
  }
END
  routes
  echo "}"
}

# Replaces the site by a new one, which must be one that nginx can read.
write_site() {
  local old=$PWD/old
  rm -f -- "$old"
  [[ ! -e $site ]] || cp -- "$site" "$old"
  write_file "$site" < <(site_text)
  nginx -t -q && return
  if [[ -e $old ]]; then
    write_file "$site" <"$old"
  else
    rm -f -- "$site"
  fi
  die "nginx cannot read what would be its site; it keeps the one that it had"
}

answers() {
  curl --fail --silent --max-time 5 --output /dev/null "http://localhost:$param_port$param_health_path"
}

apply() {
  apt_install nginx curl
  make_certificate
  write_shared
  if [[ -L $usual ]]; then
    rm -f -- "$usual"
    changed=true
  fi
  write_site
  systemctl --quiet enable nginx
  if ! systemctl --quiet is-active nginx; then
    systemctl start nginx
  elif [[ $changed == true ]]; then
    systemctl reload nginx
  fi
  wait_for_service nginx 15 answers ||
    die "nginx does not answer on port $param_port"
}

verify() {
  nginx -t -q
  systemctl --quiet is-active nginx || die "nginx does not run"
  answers || die "nginx does not answer on port $param_port"
}

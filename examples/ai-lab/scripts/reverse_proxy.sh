#!/bin/bash
# reverse_proxy: nginx that hands requests on, by the beginning of their path.
# Parameter routes: a list of "PATH HOST:PORT"; the path is cut off before a request is handed on,
# except for /v1/, which is part of what model servers understand.
# shellcheck disable=SC2034,SC2154 # the prelude reads changed, load_parameters sets param_…
set -euo pipefail
# shellcheck source=/dev/null
. "$PHOENIX_PRELUDE"
load_parameters

locations() {
  local route path target
  for route in "${param_routes[@]}"; do
    path=${route%% *}
    target=http://${route#* }/
    [[ $path != /v1/ ]] || target+=v1/
    cat <<END
    location $path {
        proxy_pass $target;
        proxy_http_version 1.1;
        proxy_set_header Host \$host;
        proxy_set_header Upgrade \$http_upgrade;
        proxy_set_header Connection \$connection_upgrade;
        proxy_read_timeout 10m;
    }
END
  done
}

apt_install nginx
if [[ -e /etc/nginx/sites-enabled/default ]]; then
  rm -f /etc/nginx/sites-enabled/default
  changed=true
fi
write_file /etc/nginx/conf.d/reverse_proxy.conf <<END
# Written by Phoenix; changed by it when the definition changes.
map \$http_upgrade \$connection_upgrade {
    default upgrade;
    ''      close;
}
server {
    listen 80 default_server;
    client_max_body_size 100m;
    location = /health {
        return 200 "ok\n";
    }
$(locations)
}
END
nginx -t -q
enable_service nginx

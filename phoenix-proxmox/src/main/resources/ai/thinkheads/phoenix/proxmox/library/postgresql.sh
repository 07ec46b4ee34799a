#!/bin/bash
# postgresql: the PostgreSQL server of the distribution, with a database and its owner.
# shellcheck disable=SC2154 # Phoenix sets param_…

clusters=/etc/postgresql

# Finds the newest cluster "main", whose version is that of the distribution.
find_cluster() {
  cluster=$(find "$clusters" -mindepth 2 -maxdepth 2 -name main 2>/dev/null | sort -V | tail -n 1)
  [[ -n $cluster ]] || die "there is no cluster \"main\" in $clusters; make one with pg_createcluster"
  version=$(basename -- "$(dirname -- "$cluster")")
}

# sql: runs what it reads, as the superuser; passwords come by standard input only.
sql() {
  runuser -u postgres -- psql --port "$param_port" --no-psqlrc --quiet --tuples-only --no-align \
    --set ON_ERROR_STOP=1 postgres
}

answers() {
  [[ $(sql <<<'SELECT 1' 2>/dev/null) == 1 ]]
}

write_settings() {
  local network
  write_file "$cluster/conf.d/phoenix.conf" <<END
# Written by Phoenix; changed by it when the definition changes.
listen_addresses = '$param_listen'
port = $param_port
max_connections = $param_max_connections
shared_buffers = $param_shared_buffers
END
  write_file "$cluster/pg_hba.conf" 640 < <(
    sed '/^# phoenix: begin$/,/^# phoenix: end$/d' "$cluster/pg_hba.conf"
    echo "# phoenix: begin"
    for network in ${param_networks[@]+"${param_networks[@]}"}; do
      echo "host all all $network scram-sha-256"
    done
    echo "# phoenix: end"
  )
  chown postgres:postgres -- "$cluster/pg_hba.conf"
}

# quoted TEXT: the text as a literal of SQL.
quoted() {
  printf "'%s'" "${1//\'/\'\'}"
}

# Names are checked by Phoenix; passwords are quoted, and known to the server's log in no way.
make_database() {
  local owner=${param_user:-$param_database}
  [[ -n $owner ]] || return 0
  if [[ -z $(sql <<<"SELECT 1 FROM pg_roles WHERE rolname = '$owner'") ]]; then
    sql <<<"CREATE ROLE \"$owner\" LOGIN"
  fi
  if [[ -n $param_password ]]; then
    sql <<<"SET log_statement = 'none'; SET log_min_error_statement = 'panic'; SET standard_conforming_strings = on;
      ALTER ROLE \"$owner\" PASSWORD $(quoted "$param_password")"
  fi
  [[ -n $param_database ]] || return 0
  if [[ -z $(sql <<<"SELECT 1 FROM pg_database WHERE datname = '$param_database'") ]]; then
    sql <<<"CREATE DATABASE \"$param_database\" OWNER \"$owner\""
  fi
}

apply() {
  apt_install postgresql
  find_cluster
  write_settings
  enable_service "postgresql@$version-main"
  wait_for_service "postgresql@$version-main" 60 answers ||
    die "PostgreSQL does not answer on port $param_port"
  make_database
}

verify() {
  answers || die "PostgreSQL does not answer on port $param_port"
  [[ -z $param_database || -n $(sql <<<"SELECT 1 FROM pg_database WHERE datname = '$param_database'") ]] ||
    die "there is no database $param_database"
}

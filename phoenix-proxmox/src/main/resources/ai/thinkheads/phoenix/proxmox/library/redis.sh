#!/bin/bash
# redis: the Redis server of the distribution.
# shellcheck disable=SC2154 # Phoenix sets param_…

config=/etc/redis/redis.conf
own=/etc/redis/phoenix.conf

# ping: whether the server answers. The password is not among the arguments, which others can see.
ping() {
  local answer
  answer=$(REDISCLI_AUTH=$param_password redis-cli -p "$param_port" PING 2>/dev/null) && [[ $answer == PONG ]]
}

# Without a password Redis refuses what does not come from the guest itself.
write_settings() {
  write_file "$own" 640 <<END
# Written by Phoenix; changed by it when the definition changes.
bind $param_bind
port $param_port
maxmemory $param_maxmemory
maxmemory-policy $param_maxmemory_policy
appendonly $([[ $param_appendonly == true ]] && echo yes || echo no)
$([[ -z $param_password ]] || echo "requirepass \"$param_password\"")
END
  chown root:redis -- "$own"
  grep -qxF "include $own" "$config" || {
    write_file "$config" 640 < <(cat -- "$config" && echo "include $own")
    chown redis:redis -- "$config"
  }
}

apply() {
  apt_install redis-server
  write_settings
  enable_service redis-server
  wait_for_service redis-server 60 ping ||
    die "Redis does not answer on port $param_port"
}

verify() {
  ping || die "Redis does not answer on port $param_port"
}

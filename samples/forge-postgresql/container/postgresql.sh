#!/bin/sh
# Makes the database cluster at the first start, then becomes PostgreSQL.
# Wants POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB, as the well-known image does.
set -eu
: "${POSTGRES_USER:?}" "${POSTGRES_PASSWORD:?}" "${POSTGRES_DB:?}"
bin=${POSTGRES_HOME:-/opt/postgresql}/bin
volume=${POSTGRES_VOLUME:-/data}
cluster=$volume/cluster

if [ ! -e "$cluster" ]; then
  # made beside its place and moved there whole, so that a start that was cut short is simply repeated
  draft=$volume/draft
  rm -rf "$draft"
  umask 077
  printf '%s\n' "$POSTGRES_PASSWORD" > "$volume/password"
  "$bin/initdb" --pgdata="$draft" --username="$POSTGRES_USER" --pwfile="$volume/password" \
    --auth-local=scram-sha-256 --auth-host=scram-sha-256 \
    --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --no-instructions
  rm "$volume/password"
  # neighbours in the pod and clients outside of it; everybody needs the password
  printf 'host all all all scram-sha-256\n' >> "$draft/pg_hba.conf"
  cat >> "$draft/postgresql.conf" <<'END'
listen_addresses = '*'
shared_buffers = 32MB
max_connections = 40
unix_socket_directories = '/tmp'
END
  if [ "$POSTGRES_DB" != postgres ]; then
    name=$(printf '%s' "$POSTGRES_DB" | sed 's/"/""/g')
    printf 'create database "%s"\n' "$name" | "$bin/postgres" --single -D "$draft" postgres > /dev/null
  fi
  mv "$draft" "$cluster"
fi

# a password is not needed any more, and must not be in the environment of every backend
unset POSTGRES_PASSWORD
exec "$bin/postgres" -D "$cluster"

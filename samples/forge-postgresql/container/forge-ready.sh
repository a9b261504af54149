#!/bin/bash
# Succeeds if the forge answers and reaches PostgreSQL.
set -eu
exec 3<> "/dev/tcp/127.0.0.1/${FORGE_PORT:-3000}"
printf 'GET /ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r protocol code rest <&3
[ "$code" = 200 ]

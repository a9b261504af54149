#!/bin/bash
# Succeeds if PostgreSQL takes connections: it says so itself in the eighth line of its pid file, which is what pg_ctl
# looks at too. The file may be of an earlier run as long as nothing listens, so the port is tried as well.
set -eu
status=$(sed -n 8p "${POSTGRES_VOLUME:-/data}/cluster/postmaster.pid")
[ "${status%% *}" = ready ]
exec 3<> /dev/tcp/127.0.0.1/5432

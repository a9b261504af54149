#!/bin/sh
# as.sh ID DIRECTORY COMMAND...: gives DIRECTORY to user and group ID, then becomes COMMAND as that user.
# A new volume belongs to root; only root can hand it over, and nothing else here needs root.
set -eu
id=$1
directory=$2
shift 2
if [ "$(stat -c %u "$directory")" != "$id" ]; then
  chown "$id:$id" "$directory"
fi
chmod 0700 "$directory"
exec setpriv --reuid "$id" --regid "$id" --clear-groups --no-new-privs --inh-caps=-all "$@"

#!/bin/sh
# Replicates a desk continuously with Litestream (https://litestream.io), and puts it back.
#
#   replicate.sh run                    replicate until stopped; let a service manager keep it going
#   replicate.sh restore FILE [WHEN]    make FILE what the desk was last, or was at WHEN: 2026-11-22T10:00:00Z
#   replicate.sh drill                  restore into a temporary folder and check that: do it monthly, from cron
#
# DESK_DB is the desk file, DESK_REPLICA the folder that holds the replica, LITESTREAM the program.
# Run it as the user who owns the desk: what it keeps beside the file must be writable by whoever writes there.
# It is a second behind: what was written in that can be lost with the machine. Keep `desk backup` in cron beside it.
set -eu
# A replica holds all that the desk holds.
umask 077

: "${DESK_DB:?is the desk file}" "${DESK_REPLICA:?is the folder of the replica}"
export DESK_DB DESK_REPLICA
litestream=${LITESTREAM:-litestream}
settings=${LITESTREAM_CONFIG:-$(dirname "$0")/litestream.yml}

restore() {
  # Only into a file that is new: to put it in place of a desk that is in use, `desk restore` it.
  "$litestream" restore -config "$settings" ${2:+-timestamp "$2"} -o "$1" "$DESK_DB"
  desk --db "$1" check --full
}

case ${1:-} in
  run)
    exec "$litestream" replicate -config "$settings"
    ;;
  restore)
    restore "${2:?is the file to make}" "${3:-}"
    ;;
  drill)
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    restore "$folder/desk.db" ""
    ;;
  *)
    sed -n '2,/^set/{s/^# \{0,1\}//;/^set/d;p;}' "$0" >&2
    exit 2
    ;;
esac

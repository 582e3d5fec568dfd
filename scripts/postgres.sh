#!/bin/sh
# Prints the folder of PostgreSQL's server programs, which the tests start for themselves. Where there is none and this
# machine lets us, installs the distribution's own.
set -eu

find_server() {
    for place in "${GUIJU_POSTGRES:-}" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin; do
        [ -n "$place" ] && [ -x "$place/initdb" ] && [ -x "$place/pg_ctl" ] && found=$place
    done
    [ -n "${found:-}" ] || { command -v pg_ctl >/dev/null && found=$(dirname "$(command -v pg_ctl)"); }
    [ -n "${found:-}" ] && echo "$found"
}

if find_server; then
    exit 0
fi
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >&2 \
        && find_server && exit 0
fi
echo "no PostgreSQL server found: install postgresql, or set GUIJU_POSTGRES to the folder of its initdb" >&2
exit 1

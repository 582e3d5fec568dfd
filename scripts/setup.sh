#!/usr/bin/env bash
# Makes the virtual environment with the locked versions: setup.sh PYTHON VENV
set -euo pipefail
python=${1:-}
venv=$2

if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed; on Debian 12: apt-get install python3 python3-venv" >&2
  exit 1
fi
if [ ! -x "$venv/bin/python" ]; then
  echo "setting up $venv ..." >&2
  if ! "$python" -m venv "$venv" 2> /dev/null; then
    rm -rf "$venv"
    echo "python cannot make virtual environments; on Debian: apt-get install python3-venv" >&2
    exit 1
  fi
fi
# Dependency groups need pip 25.1; Debian 12 ships an older one.
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint requirements.lock 'pip>=25.1'
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint requirements.lock \
  --editable . --group dev

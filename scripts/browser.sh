#!/bin/sh
# Prints the path of a Chromium that can open the handbook's pages. Where there is none and this machine lets us,
# installs the distribution's own, with the fonts that Chinese needs. The headless shell comes first: a page in it takes
# a third of the time of one in the whole browser.
set -eu

find_browser() {
    if [ -n "${GUIJU_BROWSER:-}" ]; then
        command -v "$GUIJU_BROWSER" && return 0
        echo "GUIJU_BROWSER names $GUIJU_BROWSER, which is not there" >&2
        exit 1
    fi
    for name in chromium-headless-shell chromium chromium-browser google-chrome; do
        command -v "$name" && return 0
    done
    return 1
}

if find_browser; then
    exit 0
fi
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq chromium-headless-shell fonts-noto-cjk >&2 || apt-get install -y -qq chromium fonts-noto-cjk >&2
    find_browser && exit 0
fi
echo "no browser found: install chromium and fonts-noto-cjk, or set GUIJU_BROWSER to the path of a Chromium" >&2
exit 1

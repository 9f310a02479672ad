#!/bin/sh
# Make this checkout ready for the roles named as arguments: Debian's packages, .venv with pinned versions, the command `kiosk`.
# With --packages before them, Debian's packages only.
# Fast when nothing changed: the packages are only looked up, and .venv/made-of says what the environment was made of.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'set-up: %s\n' "$*"; }
give_up() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

python_is() { python3 -c "import sys; sys.exit(sys.version_info < ($1))"; }

wanted_packages() {
    for role in "$@"; do sed -n "s/^$role: *//p" config/debian-packages.txt; done | tr -s ' ' '\n'
}

# Also what an installed package provides under an older name (libmtdev1t64 provides libmtdev1).
installed_packages() {
    dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' | sed -n 's/^installed //p' | tr -s ', ' '\n'
}

install_packages() {
    if [ "$(id -u)" = 0 ]; then become=""
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then become="sudo"
    else give_up "this needs an administrator once: apt-get update && apt-get install -y --no-install-recommends $*"
    fi
    say "installing $*"
    $become apt-get update -qq
    $become env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

packages_only=""
[ "${1:-}" != --packages ] || { packages_only=yes; shift; }
[ $# -gt 0 ] || give_up "name the roles: device, screen, voice, development, lab"
python_is "3, 11" || give_up "python3 is $(python3 -V), wanted 3.11 or newer"
packages=$(wanted_packages "$@")
! python_is "3, 13" || packages="$packages $(wanted_packages python3.13)"
missing=$(installed_packages | awk -v wanted="$packages" '
    { have[$0] } END { n = split(wanted, names); for (i = 1; i <= n; i++) if (!(names[i] in have)) printf "%s ", names[i] }')
# shellcheck disable=SC2086 # one word a package
[ -z "$missing" ] || install_packages $missing
[ -z "$packages_only" ] || exit 0

made_of=$({ python3 -VV; pwd; echo "$@"; cat "$0" setup.py config/constraints.txt; } | sha256sum)
[ "$(cat .venv/made-of 2>/dev/null)" != "$made_of" ] || exit 0
say "making .venv (a few minutes the first time)"
if python_is "3, 13"; then see_system="--system-site-packages"; else see_system=""; fi
# shellcheck disable=SC2086 # none or one word
python3 -m venv $see_system .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint config/constraints.txt \
    --editable ".[$(echo "$@" | tr ' ' ',')]"
echo "$made_of" >.venv/made-of

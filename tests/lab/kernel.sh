#!/bin/sh
# Print the path of the lab's kernel; build it where it was not built before, once for each source and configuration of a machine.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
config=$here/kernel.config
package=linux-source-6.1

make_linux() { nice make -C "$making/$package" --no-print-directory ARCH=um O="$making/out" "$@"; }
# The first line of the log that names a reason, or its last.
why() { grep -m 1 -iE '^[^ ].*(not found|no such|no space|error)' "$log" || tail -n 1 "$log"; }
give_up() { printf 'lab: this machine cannot build the lab kernel: %s\n' "$*" >&2; exit 1; }

[ "$(uname -m)" = x86_64 ] || give_up "User-Mode Linux runs on x86-64 only, this is $(uname -m)"
said=$("$here/../../config/set-up.sh" --packages lab 2>&1) || give_up "$(echo "$said" | tail -n 1)"
version=$(dpkg-query -W -f '${Version}' $package 2>/dev/null) || give_up "Debian's $package is not installed"
key=$({ echo "$version"; cat "$config"; } | sha256sum | cut -c 1-16)
kept=${XDG_CACHE_HOME:-$HOME/.cache}/kiosk/lab/$key
kernel=$kept/linux
[ ! -x "$kernel" ] || { echo "$kernel"; exit 0; }

mkdir -p "$kept"
making=$(mktemp -d "$kept/making.XXXXXX")
trap 'rm -rf "$making"' EXIT
trap 'exit 1' HUP INT TERM
log=$kept/build.log
printf 'lab: building the kernel, about 6 minutes, once; the log is %s\n' "$log" >&2
{
    tar -C "$making" -xf /usr/src/$package.tar.xz &&
        make_linux KCONFIG_ALLCONFIG="$config" allnoconfig &&
        make_linux KCFLAGS=-pipe -j"$(nproc)" linux &&
        strip "$making/out/linux"
} >"$log" 2>&1 || give_up "$(why) (all of it in $log)"
mv "$making/out/linux" "$kernel"
echo "$kernel"

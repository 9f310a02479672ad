#!/bin/sh
# Run tests inside the lab's kernel: all of the lab's, or what the arguments tell pytest (no spaces in them).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
limit_s=600

kernel=$("$here/kernel.sh")
shared=$(mktemp -d)
trap 'rm -rf "$shared"' EXIT
cp "$here/init.sh" "$shared/init"
(cd "$here/../.." && pwd) >"$shared/checkout"
echo "${*:-tests/lab}" >"$shared/arguments"

# A console of two files: nothing comes in, what the tests print goes out by 3. The kernel would make a terminal of its own output raw.
timeout --kill-after=5 "$limit_s" "$kernel" mem=512M rootfstype=hostfs rootflags=/ rw quiet con=null con0=null,fd:3 \
    init="$shared/init" 3>&1 >/dev/null 2>&1 </dev/null | cat
[ -s "$shared/status" ] || { echo "lab: the kernel stopped before the tests ended" >&2; exit 1; }
exit "$(cat "$shared/status")"

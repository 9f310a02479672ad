#!/bin/sh
# Run tests inside the lab's kernel: what the arguments tell pytest (no spaces in them). Without any: all of the lab's tests, and
# what failed once more, by itself in a kernel of its own; how many that were is told at the end.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
limit_s=1200

kernel=$("$here/kernel.sh")
shared=$(mktemp -d)
trap 'rm -rf "$shared"' EXIT
trap 'exit 1' HUP INT TERM
cp "$here/init.sh" "$shared/init"
(cd "$here/../.." && pwd) >"$shared/checkout"

# Boot the kernel, with these arguments for pytest; returns as pytest does.
ask() {
    rm -f "$shared/status"
    echo "$*" >"$shared/arguments"
    # A console of two files: nothing comes in, what the tests print goes out by 3. The kernel would make a terminal of its own output raw.
    timeout --kill-after=5 "$limit_s" "$kernel" mem=512M root=hostfs rootfstype=hostfs rootflags=/ rw quiet con=null con0=null,fd:3 \
        init="$shared/init" 3>&1 >"$shared/kernel.log" 2>&1 </dev/null | cat
    [ -s "$shared/status" ] || { echo "lab: the kernel stopped before the tests ended; it said: $(grep . "$shared/kernel.log" | tail -n 1)" >&2; return 1; }
    return "$(cat "$shared/status")"
}

if [ $# -gt 0 ]; then
    ask "$@"
else
    status=0
    ask tests/lab --junitxml="$shared/lab.xml" || { echo "Once more, by themselves:"; ask tests/lab --last-failed || status=$?; }
    (cd "$here/../.." && .venv/bin/python -m tests.asked_again "$shared/lab.xml")
    exit "$status"
fi

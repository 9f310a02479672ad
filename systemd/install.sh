#!/bin/sh
# Put the counter into service on this machine: units, rules, user, home. Run as root by `make install` from /opt/kiosk.
# With DESTDIR it only stages the files there.
set -eu
cd "$(dirname "$0")/.."
root=${DESTDIR:-}

put() { install -D -m 644 "$1" "$root$2"; }

if [ -z "$root" ]; then
    [ "$(id -u)" = 0 ] || { echo "install: run it as root: sudo make install" >&2; exit 1; }
    [ "$(pwd -P)" = /opt/kiosk ] || { echo "install: the units start /opt/kiosk, but this is $(pwd -P)" >&2; exit 1; }
fi

for unit in kiosk-counter.service kiosk-screen.service kiosk-figures.service kiosk-figures.timer kiosk-music@.service; do
    put "systemd/$unit" "/etc/systemd/system/$unit"
done
put systemd/kiosk-sysusers.conf /etc/sysusers.d/kiosk.conf
put config/60-kiosk.rules /etc/udev/rules.d/60-kiosk.rules
put config/50-kiosk-pcscd.rules /etc/polkit-1/rules.d/50-kiosk-pcscd.rules
put config/kiosk-modprobe.conf /etc/modprobe.d/kiosk.conf
[ -z "$root" ] || exit 0

systemd-sysusers
udevadm control --reload
udevadm trigger --subsystem-match=gpio --subsystem-match=input
install -d -o kiosk -g kiosk -m 750 /var/lib/kiosk
umask 077  # members are nobody else's business
[ -e /var/lib/kiosk/kiosk.toml ] || setpriv --reuid=kiosk --regid=kiosk --init-groups env KIOSK_HOME=/var/lib/kiosk .venv/bin/kiosk init
.venv/bin/python -m compileall -q kiosk audio config  # the services cannot write here, and would compile at every start
systemctl daemon-reload
systemctl enable --now pcscd.socket kiosk-counter.service kiosk-screen.service kiosk-figures.timer
echo "install: done. What is connected: .venv/bin/kiosk doctor; what happens: journalctl -f -u 'kiosk-*'"

#!/bin/sh
# The first process inside the lab's kernel: mounts what a machine mounts, runs the tests of the checkout, switches off.
# It lies in the folder that is shared with the machine around: `checkout` names ours, `status` is how the tests ended.
shared=$(dirname "$0")
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8

mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t configfs configfs /sys/kernel/config
mount -t devtmpfs devtmpfs /dev
mkdir /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs tmpfs /run
ip link set lo up

# gpiozero asks which Pi this is: a Pi 4 B.
printf 'Revision\t: c03111\n' >/run/cpuinfo
mount --bind /run/cpuinfo /proc/cpuinfo
# lgpio keeps its notification pipes in a folder that it can write.
export LG_WD=/run

cd "$(cat "$shared/checkout")" || exit
# shellcheck disable=SC2046 # one word an argument
.venv/bin/python -m pytest --timeout 180 -o cache_dir="$shared/cache" --basetemp "$shared/tmp" $(cat "$shared/arguments")
echo $? >"$shared/status"
sync
exec .venv/bin/python -c 'import ctypes; ctypes.CDLL(None).reboot(0x4321FEDC)'  # LINUX_REBOOT_CMD_POWER_OFF

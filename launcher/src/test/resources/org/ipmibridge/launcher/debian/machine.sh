#!/bin/bash
# A second Debian on this one: systemd on a layer over the running system, with processes, network, mounts and cgroups of its own.
# It needs root, downloads nothing, and leaves nothing. It is there until the standard input ends.
#
# usage: machine.sh WORK FILE ...      WORK: an empty directory; the files are in /srv of the machine
set -euo pipefail

boot() {
  local work=$1 root=$1/root device
  shift
  mount -t tmpfs layer "$work"
  mkdir "$work/upper" "$work/work" "$root"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/work" "$root"
  cp -- "$@" "$root/srv/"
  mount -t proc proc "$root/proc"
  mount -t sysfs sysfs "$root/sys" -o ro
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  mount -t tmpfs run "$root/run" -o mode=755
  mount -t tmpfs tmp "$root/tmp" -o mode=1777
  mount -t tmpfs dev "$root/dev" -o mode=755
  mkdir "$root/dev/pts" "$root/dev/shm"
  mount -t devpts devpts "$root/dev/pts" -o newinstance,ptmxmode=0666
  mount -t tmpfs shm "$root/dev/shm" -o mode=1777
  ln -s pts/ptmx "$root/dev/ptmx"
  for device in null zero full random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  done
  ip link set lo up
  # What this system starts by itself is not started a second time, but what a package starts is.
  rm -f "$root/usr/sbin/policy-rc.d"
  printf '%s\n' '[Unit]' 'Requires=basic.target dbus.socket' 'After=basic.target' > "$root/etc/systemd/system/machine.target"
  for device in systemd-udevd systemd-udev-trigger systemd-hwdb-update systemd-network-generator systemd-timesyncd ldconfig; do
    ln -sf /dev/null "$root/etc/systemd/system/$device.service"
  done
  mkdir "$root/mnt/host" 2> /dev/null || true
  cd "$root"
  pivot_root . mnt/host
  umount -l /mnt/host
  export container=other
  exec /lib/systemd/systemd --unit=machine.target --show-status=no < /dev/null
}

if [[ $1 == boot ]]; then
  shift
  boot "$@"
fi

work=$1
shift
mount --make-rprivate /
mkdir -p "$work/cgroup" "$work/layer"
mount -t cgroup2 cgroup2 "$work/cgroup"
group=$work/cgroup/ipmibridge-$$
mkdir "$group"
(
  echo "$BASHPID" > "$group/cgroup.procs"
  exec unshare --cgroup --pid --fork --kill-child --mount --ipc --uts --net "$BASH" "$0" boot "$work/layer" "$@"
) < /dev/null &
machine=$!
cleanup() {
  kill -9 "$machine" 2> /dev/null || true
  wait "$machine" 2> /dev/null || true
  # Processes of the machine are gone a moment later than their first one.
  for _ in {1..50}; do
    find "$group" -depth -type d -exec rmdir {} + 2> /dev/null || true
    [[ -d $group ]] || break
    sleep 0.1
  done
}
trap cleanup EXIT
echo "machine $machine"
cat > /dev/null

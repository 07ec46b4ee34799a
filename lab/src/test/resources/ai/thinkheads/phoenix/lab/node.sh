#!/bin/bash
# phoenix-lab-node DIRECTORY VERSION: becomes a Proxmox VE node in namespaces of its own, and ends with its
# standard input. The kernel then kills what runs in it, and removes its mounts, links and rules.
#
# DIRECTORY/node holds the files of the simulated node. The programs of Proxmox are one that hands
# its arguments over to it; all else is this machine's, on a layer that vanishes with the node.
set -euo pipefail
lab=$1 version=$2
root=$lab/root

mount --make-rprivate /
mkdir -p "$lab/layer" "$root"
mount -t tmpfs -o mode=755 tmpfs "$lab/layer"
mkdir "$lab/layer/upper" "$lab/layer/work"
mount -t overlay -o "lowerdir=/,upperdir=$lab/layer/upper,workdir=$lab/layer/work" overlay "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
mount --rbind /dev "$root/dev"
for folder in run tmp root; do
  mount -t tmpfs -o mode=755 tmpfs "$root/$folder"
done
chmod 1777 "$root/tmp"
mkdir -p "$root"/run/{lock,lxc,old,sshd,phoenix-lab} "$root"/{etc/pve,tank,var/lib/vz} "$lab"/{lxc,node/{tank,var/lib/vz}}
mount --bind "$lab" "$root/run/phoenix-lab"
mount --bind "$lab/node/etc/pve" "$root/etc/pve"
mount --bind "$lab/node/var/lib/vz" "$root/var/lib/vz"
mount --bind "$lab/node/tank" "$root/tank"
mount --bind "$lab/lxc" "$root/var/lib/lxc"
cd "$root"
pivot_root . run/old
umount -l /run/old
rmdir /run/old

umask 022
cp /run/phoenix-lab/pct /usr/sbin/pct
for program in pvesm pveam pveversion; do
  ln -s pct "/usr/sbin/$program"
done
printf '#!/bin/sh\nprintf %%s %s\n' "$version" >/usr/local/sbin/dpkg-query
chmod 755 /usr/sbin/pct /usr/local/sbin/dpkg-query
rm -f /etc/resolv.conf /etc/subuid /etc/subgid /etc/environment
echo 'nameserver 10.0.2.3' >/etc/resolv.conf
echo 'root:100000:65536' | tee /etc/subuid >/etc/subgid
sed -i 's/^root:[^:]*:/root:*:/' /etc/shadow

hostname "$(cat /run/phoenix-lab/node/etc/hostname)"
ip link set lo up
ip link add vmbr0 type bridge
ip address add 10.98.0.1/24 dev vmbr0
ip link set vmbr0 up
echo 1 >/proc/sys/net/ipv4/ip_forward
iptables -t nat -A POSTROUTING -s 10.98.0.0/24 ! -o vmbr0 -j MASQUERADE

echo ready
while read -r _; do :; done

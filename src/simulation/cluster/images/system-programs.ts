/** The programs that the systems of images bring along, as data. */

const names = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The applets of BusyBox 1.37 as its official image is built (defconfig). */
const BUSYBOX = names(`
[ [[ acpid add-shell addgroup adduser adjtimex ar arch arp arping ascii ash awk base32 base64 basename bc beep blkdiscard blkid blockdev bootchartd brctl bunzip2 bzcat bzip2 cal cat chat chattr chgrp chmod chown chpasswd chpst
chroot chrt chvt cksum clear cmp comm conspy cp cpio crc32 crond crontab cryptpw cttyhack cut date dc dd deallocvt delgroup deluser depmod devmem df dhcprelay diff dirname dmesg dnsd dnsdomainname dos2unix dpkg dpkg-deb du dumpkmap
dumpleases echo ed egrep eject env envdir envuidgid ether-wake expand expr factor fakeidentd fallocate false fatattr fbset fbsplash fdflush fdformat fdisk fgconsole fgrep find findfs flock fold free freeramdisk fsck fsck.minix fsfreeze
fstrim fsync ftpd ftpget ftpput fuser getfattr getopt getty grep groups gunzip gzip halt hd hdparm head hexdump hexedit hostid hostname httpd hush hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer id ifconfig ifdown ifenslave ifplugd
ifup inetd init insmod install ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode kill killall killall5 klogd last less link linux32 linux64 linuxrc ln loadfont loadkmap logger login logname logread
losetup lpd lpq lpr ls lsattr lsmod lsof lspci lsscsi lsusb lzcat lzma lzop makedevs makemime man md5sum mdev mesg microcom mim mkdir mkdosfs mke2fs mkfifo mkfs.ext2 mkfs.minix mkfs.vfat mknod mkpasswd mkswap mktemp modinfo modprobe
more mount mountpoint mpstat mt mv nameif nanddump nandwrite nbd-client nc netstat nice nl nmeter nohup nologin nproc nsenter nslookup ntpd od openvt partprobe passwd paste patch pgrep pidof ping ping6 pipe_progress pivot_root pkill pmap
popmaildir poweroff powertop printenv printf ps pscan pstree pwd pwdx raidautorun rdate rdev readahead readlink readprofile realpath reboot reformime remove-shell renice reset resize resume rev rm rmdir rmmod route rpm rpm2cpio rtcwake
run-init run-parts runlevel runsv runsvdir rx script scriptreplay sed seedrng sendmail seq setarch setconsole setfattr setfont setkeycodes setlogcons setpriv setserial setsid setuidgid sh sha1sum sha256sum sha3sum sha512sum showkey shred
shuf slattach sleep smemcap softlimit sort split ssl_client start-stop-daemon stat strings stty su sulogin sum sv svc svlogd svok swapoff swapon switch_root sync sysctl syslogd tac tail tar taskset tc tcpsvd tee telnet telnetd test tftp
tftpd time timeout top touch tr traceroute traceroute6 tree true truncate ts tsort tty ttysize tunctl ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol udhcpc udhcpc6 udhcpd udpsvd uevent umount uname unexpand uniq
unix2dos unlink unlzma unshare unxz unzip uptime users usleep uudecode uuencode vconfig vi vlock volname w wall watch watchdog wc wget which who whoami whois xargs xxd xz xzcat yes zcat zcip getconf getent iconv ldd locale localedef`);

/** What alpine has besides: apk, and what musl brings. */
const ALPINE = [...BUSYBOX, ...names('apk bbsuid getconf getent iconv ldconfig ldd scanelf')];

/** Debian's and Ubuntu's essential packages, apt, login and passwd. */
const DEBIAN = names(`
[ add-shell addgroup addpart adduser agetty apt apt-cache apt-cdrom apt-config apt-get apt-key apt-mark arch awk b2sum badblocks base32 base64 basename basenc bash bashbug blkdiscard blkid blkzone blockdev captoinfo cat chage chattr chcon
chcpu chfn chgpasswd chgrp chmem chmod choom chown chpasswd chroot chrt chsh cksum clear clear_console cmp comm cp cpgr cppw csplit ctrlaltdel cut dash date dd deb-systemd-helper deb-systemd-invoke debconf delgroup delpart deluser df diff
diff3 dir dircolors dirname dmesg dnsdomainname domainname dpkg dpkg-deb dpkg-divert dpkg-query dpkg-realpath dpkg-reconfigure dpkg-split dpkg-statoverride dpkg-trigger du echo egrep env expand expiry expr factor faillock faillog fallocate
false fgrep fincore find findfs findmnt flock fmt fold free fsck fsfreeze fstrim getconf getent getopt getty gpasswd gpgv grep groupadd groupdel groupmems groupmod groups grpck gunzip gzexe gzip hardlink head hostid hostname hwclock i386
iconv id infocmp infotocap install invoke-rc.d ionice ipcmk ipcrm ipcs ischroot isosize join kill killall5 last lastb lastlog ldattach ldconfig ldd link linux32 linux64 ln locale localedef logger login logname logsave losetup ls lsattr
lsblk lscpu lsfd lsipc lslocks lslogins lsmem lsns mawk mcookie md5sum mesg mkdir mkfifo mkfs mkhomedir_helper mknod mkswap mktemp more mount mountpoint mv namei nawk newgrp newusers nice nisdomainname nl nohup nologin nproc nsenter numfmt
od partx passwd paste pathchk perl pgrep pidof pidwait pinky pivot_root pkill pldd pmap pr printenv printf prlimit ps ptx pwck pwconv pwd pwdx rbash readlink readprofile realpath remove-shell rename.ul renice reset resizepart rev rgrep rm
rmdir rmt rtcwake run-parts runcon runuser savelog script scriptlive scriptreplay sdiff sed seq service setarch setpriv setsid setterm sg sh sha1sum sha224sum sha256sum sha384sum sha512sum shadowconfig shred shuf skill slabtop sleep snice
sort split start-stop-daemon stat stdbuf stty su sulogin sum swapoff swapon switch_root sync sysctl tabs tac tail tar taskset tee tempfile test tic timeout tload toe top touch tput tr true truncate tset tsort tty tune2fs tzselect umount
uname uncompress unexpand uniq unix_chkpwd unlink unshare update-alternatives update-passwd update-rc.d uptime useradd userdel usermod users utmpdump vdir vigr vipw vmstat w wall watch wc wdctl whereis which who whoami wipefs x86_64 xargs
yes zcat zcmp zdiff zdump zegrep zfgrep zforce zgrep zic zless zmore znew`);

/** The package procps, which Ubuntu's image brings and Debian's small ones do not: whether an image has these nobody knows. */
export const PERHAPS: ReadonlySet<string> = new Set(names('free pgrep pidwait pkill pmap ps pwdx skill slabtop snice sysctl tload top uptime vmstat w watch'));

/** What an image is built upon; `none`: nothing but its own programs (distroless, scratch). */
export type ImageSystem = 'none' | 'busybox' | 'alpine' | 'debian';

export const SYSTEM_PROGRAMS: Readonly<Record<ImageSystem, ReadonlySet<string>>> = { none: new Set(), busybox: new Set(BUSYBOX), alpine: new Set(ALPINE), debian: new Set(DEBIAN) };

export const SYSTEM_SHELLS: Readonly<Record<ImageSystem, 'ash' | 'bash' | undefined>> = { none: undefined, busybox: 'ash', alpine: 'ash', debian: 'bash' };

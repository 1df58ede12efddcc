import { ETCD_MEMBERS } from '../../components/types';
import { SETTINGS_FILE, settingsText } from '../../etcd/living/living';
import { etcdCertificates } from '../../etcd/living/certificates';
import { PACKAGE_DIRECTORIES, packageFiles } from './packages/packages';
import type { Files } from '../machine/written-files';

const DIRECTORIES = ['/', '/bin', '/dev', '/etc', '/home', '/opt', '/root', '/run', '/srv', '/tmp', '/usr', '/usr/bin', '/var', '/var/lib', '/var/log'];
const OF_NODES = ['/etc/cni', '/etc/cni/net.d', '/etc/kubernetes', '/etc/kubernetes/manifests', '/etc/kubernetes/pki', '/var/lib/kubelet', '/var/log/containers', '/var/log/pods', ...PACKAGE_DIRECTORIES];
const OF_ETCD = ['/etc/default', '/etc/etcd', '/etc/etcd/pki'];

const OS_RELEASE = 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nNAME="Debian GNU/Linux"\nVERSION_ID="13"\nVERSION="13 (trixie)"\nID=debian\n';

/** What is on a machine before anybody writes there. */
export function hostFiles(host: string): Files {
  const etcd = ETCD_MEMBERS.some((name) => name === host);
  const texts: Readonly<Record<string, string>> = { '/etc/hostname': `${host}\n`, '/etc/os-release': OS_RELEASE, ...(etcd ? { [SETTINGS_FILE]: settingsText(ETCD_MEMBERS.findIndex((name) => name === host)), ...etcdCertificates(host) } : packageFiles()) };
  return {
    ...Object.fromEntries([...DIRECTORIES, ...(etcd ? OF_ETCD : OF_NODES)].map((path) => [path, { kind: 'directory', at: 0 } as const])),
    ...Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { kind: 'file', text, at: 0 } as const])),
  };
}

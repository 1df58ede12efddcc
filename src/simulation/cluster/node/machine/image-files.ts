/** The few files that every container finds: those of an image without more to it, and those that the kubelet and the kernel put there. */
import type { Container, Pod } from '../../../api';
import { resolvConfOf } from '../resolv-conf';
import type { RuntimeContainer } from './machine';
import type { Cluster } from '../../state';
import { cgroupFiles } from './cgroup-files';
import { podHostname } from './hostname';
import { procFiles } from './proc-files';
import type { WrittenNode } from './written-files';

export interface ImageScene {
  readonly pod: Pod;
  readonly spec: Container | undefined;
  readonly container: RuntimeContainer;
  readonly hostname: string;
  readonly cluster: Cluster;
  readonly user: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] };
}

/** The page that a web server's image brings. */
export const INDEX = '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n';

const DIRECTORIES = ['/', '/bin', '/dev', '/etc', '/home', '/proc', '/proc/1', '/proc/self', '/root', '/sys', '/sys/fs', '/sys/fs/cgroup', '/tmp', '/usr', '/usr/bin', '/var', '/var/log', '/var/run'];

/** pkg/kubelet/kubelet_pods.go: managedHostsFileContent. */
export function hostsFile(pod: Pod): string {
  const { spec, status } = pod;
  const { hostname, domain } = spec.hostNetwork === true ? { hostname: spec.nodeName ?? '', domain: '' } : podHostname(pod);
  const own = (status?.podIPs ?? []).map(({ ip = '' }) => `${ip}\t${domain === '' ? '' : `${hostname}.${domain}\t`}${hostname}\n`).join('');
  const aliases = (spec.hostAliases ?? []).map(({ ip, hostnames = [] }) => `${ip}\t${hostnames.join('\t')}\n`).join('');
  const added = aliases === '' ? '' : `\n# Entries added by HostAliases.\n${aliases}`;
  return `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n${own}${added}`;
}

/** By their absolute paths; directories before what is in them. */
export function imageFiles({ cluster, pod, spec, container, hostname, user }: ImageScene): Readonly<Record<string, WrittenNode>> {
  const at = container.createdAt;
  const texts: Record<string, string> = {
    '/etc/hostname': `${hostname}\n`,
    '/etc/hosts': hostsFile(pod),
    '/etc/resolv.conf': resolvConfOf(pod),
    '/proc/1/environ': Object.entries(container.given?.env ?? {}).map(([name, value]) => `${name}=${value}\0`).join(''),
    ...procFiles(pod, spec, user),
    ...cgroupFiles(cluster, pod, spec, container),
  };
  const { root } = container.behaviour;
  const web = root === undefined ? [] : root.split('/').slice(1).map((_, depth, parts) => `/${parts.slice(0, depth + 1).join('/')}`);
  if (root !== undefined) texts[`${root}/index.html`] = INDEX;
  return {
    ...Object.fromEntries([...DIRECTORIES, ...web].map((path) => [path, { kind: 'directory', at } as const])),
    ...Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { kind: 'file', text, at } as const])),
  };
}

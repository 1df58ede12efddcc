/** The static Pod of an etcd that kubeadm runs (cmd/kubeadm/app/phases/etcd: local.go). */
import type { Configuration } from '../configuration';
import type { Release } from '../constants';
import { etcdVersionFor } from '../etcd-version';
import { argumentOf, commandOf } from './arguments';
import { staticPod } from './pod';
import type { Volume } from './pod';

const port = (address: string, number: number): string => `${address.includes(':') ? `[${address}]` : address}:${number}`;

/** GetEtcdProbeEndpoint. */
function probed(urls: string | undefined, local: string) {
  const found = /^(https?):\/\/(\[[^\]]*\]|[^:/]*)(?::(\d+))?/.exec(urls?.split(',')[0] ?? '');
  const number = Number(found?.[3] ?? 2381);
  return { host: found === null || found[2] === '' ? local : found[2]!.replace(/^\[|\]$/g, ''), port: number >= 1 && number <= 65_535 ? number : 2381, scheme: found?.[1] === 'https' ? 'HTTPS' as const : 'HTTP' as const };
}

/** GetEtcdPodSpec of the first member. */
export function etcdPod(configuration: Configuration, release: Release): Readonly<Record<string, unknown>> {
  const { nodeName, certificatesDir: pki, advertiseAddress, extraArgs, extraEnvironment, patience, imageRepository, kubernetesVersion, etcdDataDir = '', etcdImage } = configuration;
  const local = advertiseAddress.includes(':') ? '::1' : '127.0.0.1';
  const [client, peer] = [`https://${port(advertiseAddress, 2379)}`, `https://${port(advertiseAddress, 2380)}`];
  const version = etcdVersionFor(kubernetesVersion, release.etcd);
  const command = commandOf('etcd', {
    name: nodeName, 'listen-client-urls': `https://${port(local, 2379)},${client}`, 'advertise-client-urls': client, 'listen-peer-urls': peer, 'initial-advertise-peer-urls': peer, 'data-dir': etcdDataDir, 'cert-file': `${pki}/etcd/server.crt`,
    'key-file': `${pki}/etcd/server.key`, 'trusted-ca-file': `${pki}/etcd/ca.crt`, 'client-cert-auth': 'true', 'peer-cert-file': `${pki}/etcd/peer.crt`, 'peer-key-file': `${pki}/etcd/peer.key`, 'peer-trusted-ca-file': `${pki}/etcd/ca.crt`,
    'peer-client-cert-auth': 'true', 'snapshot-count': '10000', 'listen-metrics-urls': `http://${port(local, 2381)}`, 'feature-gates': 'InitialCorruptCheck=true', 'watch-progress-notify-interval': '5s', 'initial-cluster': `${nodeName}=${peer}`,
  }, extraArgs.etcd);
  const volumes: readonly Volume[] = [{ name: 'etcd-data', path: etcdDataDir, type: 'DirectoryOrCreate', readOnly: false }, { name: 'etcd-certs', path: `${pki}/etcd`, type: 'DirectoryOrCreate', readOnly: false }];
  return staticPod({
    name: 'etcd', image: `${etcdImage.repository || imageRepository}/etcd:${etcdImage.tag || ('error' in version ? '' : version.version)}`, command, requests: { cpu: '100m', memory: '100Mi' }, environment: extraEnvironment.etcd, patience,
    probed: { ...probed(argumentOf(extraArgs.etcd, 'listen-metrics-urls'), local), live: '/livez', ready: '/readyz', startup: '/readyz' }, volumes, mounts: volumes,
    annotations: { 'kubeadm.kubernetes.io/etcd.advertise-client-urls': client },
  });
}

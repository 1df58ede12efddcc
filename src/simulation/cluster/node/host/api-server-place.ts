/** Where the API server is, as machines find it. */
import { byText } from '../../../base/ordered-map';
import { parseTime } from '../../../base/time';
import { flagValue } from './command-line';
import { readCertificate } from '../../../network/tls/pem';
import type { Cluster, ClusterConfig } from '../../state';
import { viewOf } from '../../control/view';
import { machineOf } from './files';
import type { ApiServerPlace } from './kubelet/client';

export const SERVING_CERTIFICATE = '/etc/kubernetes/pki/apiserver.crt';

/** The certificate that the API server shows is that of its flag's file: it reads it anew when it changes. `from`: when its process began, where that is news. */
export function withServed(cluster: Cluster, host: string, from?: number): Cluster {
  const machine = machineOf(cluster, host);
  const pod = [...byText.entries(machine.manifests)].map(([, one]) => one).find(({ metadata }) => metadata.name === 'kube-apiserver');
  const path = flagValue(pod?.spec.containers[0]?.command ?? [], 'tls-cert-file') ?? SERVING_CERTIFICATE;
  const node = machine.root?.[path];
  const until = parseTime((node?.kind === 'file' ? readCertificate(node.text)?.notAfter : undefined) ?? '');
  if (until === undefined) return cluster;
  return { ...cluster, components: { ...cluster.components, served: { until, from: from ?? cluster.components.served?.from ?? 0 } } };
}

export function apiServerPlace(config: ClusterConfig, cluster: Cluster, host: string): ApiServerPlace | undefined {
  const { hosts } = config;
  if (hosts === undefined) return undefined;
  const node = machineOf(cluster, hosts.controlPlane).root?.[SERVING_CERTIFICATE];
  const machines = viewOf(cluster.server.store.tables).list('nodes').flatMap(({ status }) => (status?.addresses ?? []).flatMap(({ type, address }) => (type === 'InternalIP' ? [address] : [])));
  return { address: hosts.address, port: 6443, names: [hosts.controlPlane, 'kubernetes'], here: host === hosts.controlPlane, machines, served: node?.kind === 'file' ? readCertificate(node.text) : undefined };
}

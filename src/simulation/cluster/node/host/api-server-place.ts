/** Where the API server is, as machines find it. */
import { readCertificate } from '../../../network/tls/pem';
import type { Cluster, ClusterConfig } from '../../state';
import { viewOf } from '../../control/view';
import { machineOf } from './files';
import type { ApiServerPlace } from './kubelet/client';

export const SERVING_CERTIFICATE = '/etc/kubernetes/pki/apiserver.crt';

export function apiServerPlace(config: ClusterConfig, cluster: Cluster, host: string): ApiServerPlace | undefined {
  const { hosts } = config;
  if (hosts === undefined) return undefined;
  const node = machineOf(cluster, hosts.controlPlane).root?.[SERVING_CERTIFICATE];
  const machines = viewOf(cluster.server.store.tables).list('nodes').flatMap(({ status }) => (status?.addresses ?? []).flatMap(({ type, address }) => (type === 'InternalIP' ? [address] : [])));
  return { address: hosts.address, port: 6443, names: [hosts.controlPlane, 'kubernetes'], here: host === hosts.controlPlane, machines, served: node?.kind === 'file' ? readCertificate(node.text) : undefined };
}

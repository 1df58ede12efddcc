/** Parts of the control plane as a check asks for them: `controlplane/kube-scheduler : status.readsItsFiles == true` says whether its process is newer than the certificates that it read when it started, `status.expired` whether the certificate in its file has ended. */
import type { ApiObject } from '../../api/types';
import { byText } from '../../base/ordered-map';
import { formatTime } from '../../base/time';
import { readClient } from '../../cluster/node/host/kubelet/client';
import { componentRunning } from '../../cluster/node/host/packages/running';
import type { Cluster, ClusterConfig } from '../../cluster/state';
import { readCertificate } from '../../network/tls/pem';

const FILES: Readonly<Record<string, string>> = { 'kube-apiserver': '/etc/kubernetes/pki/apiserver.crt', 'kube-controller-manager': '/etc/kubernetes/controller-manager.conf', 'kube-scheduler': '/etc/kubernetes/scheduler.conf' };

export function controlPlaneParts({ hosts }: ClusterConfig, cluster: Cluster): readonly ApiObject[] {
  const host = hosts?.controlPlane ?? '';
  const { root = {} } = byText.get(cluster.machines, host) ?? {};
  return Object.entries(FILES).map(([name, path]) => {
    const node = root[path];
    const text = node?.kind === 'file' ? node.text : '';
    const client = path.endsWith('.conf') ? readClient({ [path]: { kind: 'file', text, at: 0 } }, path) : undefined;
    const ends = (client === undefined ? readCertificate(text) : 'error' in client ? undefined : client.certificate)?.notAfter;
    const running = componentRunning(cluster, host, name);
    return { apiVersion: 'v1', kind: 'ControlPlanePart', metadata: { name }, status: { version: running?.image.replace(/^.*:/, ''), ...(ends === undefined ? {} : { expired: formatTime(cluster.clock.now) > ends }), readsItsFiles: running !== undefined && running.createdAt >= (root[path]?.at ?? 0) } } as ApiObject;
  });
}

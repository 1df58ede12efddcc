/** The versions that run in a cluster (cmd/kubeadm/app/phases/upgrade: versiongetter.go). */
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { Client } from '../cluster/client';
import { KubeadmError } from '../machine';

type Json = Readonly<Record<string, unknown>>;
export type NodesByVersion = ReadonlyMap<string, readonly string[]>;

/** KubeletVersions: the nodes of each. */
export function kubeletVersions(client: Client): NodesByVersion {
  const found = new Map<string, string[]>();
  for (const node of client.list('nodes', {}, null)) {
    const version = textOf(objectOf(objectOf((node as unknown as { readonly status?: Json }).status)['nodeInfo'])['kubeletVersion']);
    found.set(version, [...(found.get(version) ?? []), node.metadata.name ?? '']);
  }
  return found;
}

/** DeployedDNSAddon: the tag of CoreDNS's image; empty where there is none. */
export function coreDnsVersion(client: Client): string {
  const found = client.list('deployments', { labelSelector: 'k8s-app=kube-dns' }, 'kube-system', 'apps');
  if (found.length > 1) throw new KubeadmError(`multiple DNS addon deployments found: [${found.map(({ metadata }) => metadata.name).join(' ')}]`);
  const spec = objectOf(objectOf(objectOf((found[0] as unknown as { readonly spec?: Json } | undefined)?.spec)['template'])['spec']);
  const image = textOf(objectOf(listOf(spec['containers'])[0])['image']);
  return image.slice(image.lastIndexOf(':') + 1);
}

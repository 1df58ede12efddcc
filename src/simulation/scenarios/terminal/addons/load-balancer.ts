/**
 * A load balancer for a cluster without a cloud, as MetalLB is in layer 2 mode (controller/service.go, speaker/layer2_controller.go): it gives each Service of type LoadBalancer
 * an address of its pool, and one node answers for it.
 */
import type { Node } from '../../../api';
import type { Service } from '../../../api/generated/types/core.v1';
import { fnv32a } from '../../../base/hash';
import type { Controller, Work } from '../../../cluster/control/controller';
import type { Cluster } from '../../../cluster/state';
import { objectsIn } from '../../../cluster/store/store';

/** Addresses of the nodes' network that nobody else uses. */
const POOL = Array.from({ length: 11 }, (_, at) => `192.168.0.${240 + at}`);

const addressesOf = ({ status }: Pick<Service, 'status'>): readonly string[] => (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);

function sync(key: string, work: Work<null>): void {
  const [namespace = '', name = ''] = key.split('/');
  const service = work.view.get('services', namespace, name);
  if (service === undefined || service.metadata.deletionTimestamp !== undefined) return;
  const has = addressesOf(service);
  if (service.spec?.type !== 'LoadBalancer' || service.spec.loadBalancerClass) {
    if (has.length > 0 && service.spec?.type !== 'LoadBalancer') work.client.patch(service, { status: { loadBalancer: { ingress: null } } }, 'status');
    return;
  }
  if (has.length > 0) return;
  const taken = new Set(work.view.list('services').flatMap(addressesOf));
  const wanted = service.spec.loadBalancerIP;
  const ip = wanted ? (taken.has(wanted) || !POOL.includes(wanted) ? undefined : wanted) : POOL.find((one) => !taken.has(one));
  if (ip === undefined) {
    work.event(service, 'Warning', 'AllocationFailed', `Failed to allocate IP for "${key}": no available IPs`);
    return;
  }
  work.client.patch(service, { status: { loadBalancer: { ingress: [{ ip, ipMode: 'VIP' }] } } }, 'status');
  work.event(service, 'Normal', 'IPAllocated', `Assigned IP ["${ip}"]`);
}

export const loadBalancer: Controller<null> = {
  name: 'metallb-controller',
  user: { username: 'system:serviceaccount:metallb-system:controller', groups: ['system:serviceaccounts', 'system:masters', 'system:authenticated'] },
  process: 'metallb-controller',
  memory: null,
  handlers: { services: ({ object }, desk) => desk.enqueue(`${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`) },
  reconcile: sync,
};

interface Slice {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
  readonly endpoints?: readonly { readonly nodeName?: string; readonly conditions?: { readonly ready?: boolean } }[];
}

/** The node that answers for an address: of those that can (with externalTrafficPolicy Local, those with an endpoint) the first by a hash of both. */
export function announcer({ server: { store } }: Cluster, address: string): string | undefined {
  const service = (objectsIn(store.tables, 'services') as Service[]).find((one) => addressesOf(one).includes(address));
  if (service === undefined) return undefined;
  const ready = (objectsIn(store.tables, 'nodes') as Node[]).filter(({ metadata, status }) => metadata.labels?.['node.kubernetes.io/exclude-from-external-load-balancers'] === undefined && status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true);
  const slices = (objectsIn(store.tables, 'endpointslices.discovery.k8s.io', service.metadata.namespace) as unknown as Slice[]).filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name);
  const local = new Set(slices.flatMap(({ endpoints }) => (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).flatMap(({ nodeName }) => nodeName ?? [])));
  const names = ready.map(({ metadata }) => metadata.name ?? '').filter((name) => service.spec?.externalTrafficPolicy !== 'Local' || local.has(name));
  return names.sort((a, b) => fnv32a(`${a}#${address}`) - fnv32a(`${b}#${address}`))[0];
}

/** How a node's kube-proxy learns where a Service leads (pkg/proxy: CategorizeEndpoints, BoundedFrequencyRunner). */
import type { EndpointSlice } from '../../../api/generated/types/discovery.v1';
import { viewOf } from '../../../cluster/control/view';
import type { Cluster } from '../../../cluster/state';

/** Where a packet for the Service may go. */
export interface Backend {
  readonly node: string;
  readonly uid: string;
  readonly port: number;
}

/** The rules of one node, and those that are being written. Times in µs since 1970. */
export interface Proxy {
  readonly backends: readonly Backend[];
  /** The slices that the rules, or those that are being written, were made of. */
  readonly heard: string;
  readonly writing: { readonly done: number; readonly backends: readonly Backend[] } | null;
  /** When rules were last written completely. */
  readonly written: number;
}

/** minSyncPeriod of iptables and nftables (pkg/proxy/apis/config/v1alpha1/defaults.go): from the end of one writing to the start of the next. */
const MIN_SYNC = 1_000_000;
/** How long writing takes on the n-th node: the machines are not equal. */
const writeTime = (index: number): number => 60_000 + 40_000 * index;

const slicesOf = (cluster: Cluster, namespace: string, service: string): readonly EndpointSlice[] =>
  viewOf(cluster.server.store.tables).list('endpointslices.discovery.k8s.io', namespace).filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service);

/** Ready endpoints; where there is none, those that still serve while they end. */
export function usableBackends(slices: readonly EndpointSlice[]): readonly Backend[] {
  const all = slices.flatMap(({ endpoints, ports }) => (endpoints ?? []).map((endpoint) => ({ endpoint, port: ports?.[0]?.port ?? 0 })));
  const ready = all.filter(({ endpoint: { conditions } }) => conditions?.ready !== false);
  const usable = ready.length > 0 ? ready : all.filter(({ endpoint: { conditions } }) => conditions?.serving === true && conditions.terminating === true);
  return usable.map(({ endpoint, port }) => ({ node: endpoint.nodeName ?? '', uid: endpoint.targetRef?.uid ?? '', port }));
}

const textOf = (slices: readonly EndpointSlice[]): string => slices.map(({ metadata }) => `${metadata.name ?? ''}@${metadata.resourceVersion ?? ''}`).join(' ');

/** The rules of a proxy that has been there for long. */
export function settledProxy(cluster: Cluster, namespace: string, service: string): Proxy {
  const slices = slicesOf(cluster, namespace, service);
  return { backends: usableBackends(slices), heard: textOf(slices), writing: null, written: cluster.clock.now - MIN_SYNC };
}

/** The proxies of all nodes at a moment, after what they were a moment before. `lag`: how long they need until they hear of a change, µs. */
export function proxiesNow(cluster: Cluster, namespace: string, service: string, before: readonly Proxy[], lag = 0): readonly Proxy[] {
  const { now } = cluster.clock;
  const slices = slicesOf(cluster, namespace, service);
  const heard = textOf(slices);
  return before.map((proxy, index) => {
    const { writing } = proxy;
    const done: Proxy = writing !== null && writing.done <= now ? { ...proxy, backends: writing.backends, writing: null, written: writing.done } : proxy;
    if (done.writing !== null || done.heard === heard || now - done.written < MIN_SYNC) return done;
    return { ...done, heard, writing: { done: now + lag + writeTime(index), backends: usableBackends(slices) } };
  });
}

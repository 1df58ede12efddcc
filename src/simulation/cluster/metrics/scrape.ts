/** One look at all kubelets' `/metrics/resource` (sigs.k8s.io/metrics-server pkg/scraper), and why some do not answer. */
import { byText } from '../../base/ordered-map';
import { milliValue, quantityOf } from '../../api';
import type { Node } from '../../api/generated/types/core.v1';
import { decide } from '../apiserver/authorization/authorize';
import type { User } from '../apiserver/types';
import { demandOf } from '../demand/calls';
import { isStopped } from '../components/refusal';
import { viewOf } from '../control/view';
import { stateAt } from '../node/machine/machine';
import { cpuUse, memoryOf, NODE_MEMORY } from '../node/machine/usage';
import type { Cluster } from '../cluster-state';
import type { Batch, Point, Points } from './points';

/** What a process that waits, and all of a node that is no Pod, use of a CPU, thousandths. */
const [IDLE, NODE_IDLE] = [1, 60];

export interface ScrapeSettings {
  /** --kubelet-insecure-tls. */
  readonly insecure: boolean;
  /** --kubelet-preferred-address-types. */
  readonly addressTypes: readonly string[];
  /** Whose token it shows. */
  readonly user: User;
  /** The node that it runs on itself. */
  readonly from: string;
}

export interface Scraped extends Batch {
  /** The nodes that did not tell, and why. */
  readonly failed: readonly { readonly node: string; readonly error: string; readonly slow: boolean }[];
}

/** What runs on a node, as its kubelet would tell it. */
function pointsOn(cluster: Cluster, node: Node, at: number): { readonly node: Point; readonly pods: Readonly<Record<string, Points>> } {
  const machine = byText.get(cluster.machines, node.metadata.name ?? '');
  const cpus = Math.max(1, milliValue(quantityOf(node.status?.capacity?.cpu)) / 1000);
  const used = new Map(machine === undefined ? [] : cpuUse(machine, cpus, at, demandOf(cluster).cpus).map(({ path, usageUs }) => [path, usageUs / 1000]));
  const pods: Record<string, Record<string, Point>> = {};
  const sum = { milli: NODE_IDLE, bytes: NODE_MEMORY };
  for (const [, pod] of byText.entries(machine?.pods ?? null)) {
    for (const container of pod.containers) {
      const state = stateAt(container, at);
      if (state.state !== 'running') continue;
      const point: Point = { startedAt: state.startedAt, at, milli: used.get(container.id) ?? IDLE, bytes: memoryOf(container, at) };
      (pods[`${pod.namespace}/${pod.name}`] ??= {})[container.name] = point;
      sum.milli += point.milli;
      sum.bytes += point.bytes;
    }
  }
  return { node: { startedAt: 0, at, ...sum }, pods };
}

/** Why a kubelet does not tell. Its serving certificate is one that it has signed itself, with its host name and no address. */
function refusal(cluster: Cluster, { metadata: { name = '' }, status }: Node, { insecure, addressTypes, user, from }: ScrapeSettings): { readonly error: string; readonly slow: boolean } | undefined {
  const address = addressTypes.flatMap((type) => status?.addresses?.filter((one) => one.type === type) ?? [])[0];
  if (address === undefined) return { error: `node ${name} had no addresses that matched types [${addressTypes.join(' ')}]`, slow: false };
  const url = `https://${address.address}:10250/metrics/resource`;
  const get = (why: string, slow = false): { readonly error: string; readonly slow: boolean } => ({ error: `Get ${JSON.stringify(url)}: ${why}`, slow });
  if (address.type === 'Hostname') return get(`dial tcp: lookup ${address.address} on 10.96.0.10:53: no such host`);
  if (isStopped(cluster.components, `network/${name}`) || isStopped(cluster.components, `network/${from}`)) return get('context deadline exceeded', true);
  if (isStopped(cluster.components, `kubelet/${name}`)) return get(`dial tcp ${address.address}:10250: connect: connection refused`);
  if (!insecure) return get(`tls: failed to verify certificate: x509: cannot validate certificate for ${address.address} because it doesn't contain any IP SANs`);
  const { username, groups = [] } = user;
  const may = decide(cluster.server.store, { name: username, groups }, { verb: 'get', apiGroup: '', resource: 'nodes', subresource: 'metrics', name }).allowed;
  return may ? undefined : { error: 'request failed, status: "403 Forbidden"', slow: false };
}

/** scraper.Scrape. */
export function scrape(cluster: Cluster, settings: ScrapeSettings): Scraped {
  const at = cluster.clock.now;
  const [nodes, pods]: [Record<string, Point>, Record<string, Points>] = [{}, {}];
  const failed = viewOf(cluster.server.store.tables).list('nodes').flatMap((node) => {
    const name = node.metadata.name ?? '';
    const why = refusal(cluster, node, settings);
    if (why !== undefined) return [{ node: name, ...why }];
    const told = pointsOn(cluster, node, at);
    nodes[name] = told.node;
    Object.assign(pods, told.pods);
    return [];
  });
  return { nodes, pods, failed };
}

/** The Metrics API as metrics-server answers it: what kubelets told at the last scrape of all containers that had been there at the one before (sigs.k8s.io/metrics-server pkg/storage, pkg/api). */
import { byText } from '../../base/ordered-map';
import { formatTime } from '../../base/time';
import { milliValue, quantityOf } from '../../api';
import type { ApiObject, Pod } from '../../api';
import type { Node } from '../../api/generated/types/core.v1';
import { failure } from '../apiserver/failures';
import { selection } from '../apiserver/select';
import type { Answer, Request } from '../apiserver/types';
import { viewOf } from '../control/view';
import type { MetricsSource } from '../controllers/horizontal-autoscaler';
import { stateAt } from '../node/machine/machine';
import type { RuntimeContainer } from '../node/machine/machine';
import { cpuUse, memoryOf, NODE_MEMORY } from '../node/machine/usage';
import type { Cluster } from '../state';

export const METRICS_GROUP = 'metrics.k8s.io';
const API_VERSION = `${METRICS_GROUP}/v1beta1`;
/** --metric-resolution, µs. */
const RESOLUTION = 15_000_000;
/** What a process that waits, and all of a node that is no Pod, use of a CPU, thousandths. */
const [IDLE, NODE_IDLE] = [1, 60];

interface Usage {
  readonly cpu: string;
  readonly memory: string;
}

const usageOf = (milli: number, bytes: number): Usage => ({ cpu: `${Math.round(milli * 1_000_000)}n`, memory: `${Math.round(bytes / 1024)}Ki` });

interface Measured {
  readonly container: RuntimeContainer;
  readonly milli: number;
  readonly bytes: number;
}

function measuredOn(cluster: Cluster, node: Node, at: number): ReadonlyMap<string, readonly Measured[]> {
  const machine = byText.get(cluster.machines, node.metadata.name ?? '');
  if (machine === undefined) return new Map();
  const used = new Map(cpuUse(machine, Math.max(1, milliValue(quantityOf(node.status?.capacity?.cpu)) / 1000), at).map(({ path, usageUs }) => [path, usageUs / 1000]));
  return new Map([...byText.entries(machine.pods)].map(([uid, { containers }]) => [uid, containers.flatMap((container) => {
    const state = stateAt(container, at);
    return state.state !== 'running' || state.startedAt > at - RESOLUTION ? [] : [{ container, milli: used.get(container.id) ?? IDLE, bytes: memoryOf(container, at) }];
  })]));
}

const sum = (measured: readonly Measured[], of: 'milli' | 'bytes'): number => measured.reduce((all, one) => all + one[of], 0);

interface Metrics extends ApiObject {
  readonly timestamp: string;
  readonly window: string;
}

const head = (kind: string, { metadata: { name = '', namespace, labels, creationTimestamp } }: ApiObject, at: number): Metrics => ({
  apiVersion: API_VERSION, kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }), ...(labels === undefined ? {} : { labels }), ...(creationTimestamp === undefined ? {} : { creationTimestamp }) },
  timestamp: formatTime(at), window: '15s',
});

const scrapedAt = (cluster: Cluster): number => Math.floor(cluster.clock.now / RESOLUTION) * RESOLUTION;

/** The Pods that have been measured. */
function measuredPods(cluster: Cluster, namespace: string | undefined, at: number): readonly { readonly pod: Pod; readonly own: readonly Measured[] }[] {
  const view = viewOf(cluster.server.store.tables);
  const measured = new Map(view.list('nodes').map((node) => [node.metadata.name ?? '', measuredOn(cluster, node, at)]));
  return view.list('pods', namespace).flatMap((pod: Pod) => {
    const uid = pod.metadata.annotations?.['kubernetes.io/config.mirror'] ?? pod.metadata.uid ?? '';
    const own = measured.get(pod.spec.nodeName ?? '')?.get(uid) ?? [];
    return own.length === 0 ? [] : [{ pod, own }];
  });
}

/** The same for the autoscaler, which asks this API. */
export const METRICS_SERVER: MetricsSource = (_view, namespace, _now, cluster) => {
  const at = scrapedAt(cluster);
  return {
    resource: measuredPods(cluster, namespace, at).map(({ pod, own }) => ({
      pod: pod.metadata.name ?? '', at: at / 1_000_000, window: RESOLUTION / 1_000_000,
      containers: own.map(({ container, milli, bytes }) => ({ name: container.name, usage: { cpu: Math.round(milli), memory: bytes * 1000 } })),
    })),
  };
};

/** NodeMetrics or PodMetrics of those that have been measured. */
function metricsOf(cluster: Cluster, resource: 'nodes' | 'pods', namespace: string | undefined): readonly Metrics[] {
  const at = scrapedAt(cluster);
  if (resource === 'pods') return measuredPods(cluster, namespace, at).map(({ pod, own }) => ({ ...head('PodMetrics', pod, at), containers: own.map(({ container, milli, bytes }) => ({ name: container.name, usage: usageOf(milli, bytes) })) }));
  return viewOf(cluster.server.store.tables).list('nodes').filter(({ metadata: { name = '' } }) => byText.has(cluster.machines, name)).map((node) => {
    const all = [...measuredOn(cluster, node, at).values()].flat();
    return { ...head('NodeMetrics', node, at), usage: usageOf(NODE_IDLE + sum(all, 'milli'), NODE_MEMORY + sum(all, 'bytes')) };
  });
}

/** What a cluster with a metrics server answers to a request to its Metrics API. */
export function metricsAnswer(cluster: Cluster, { verb, resource, namespace, name = '', labelSelector, fieldSelector }: Request): Answer {
  if ((resource !== 'pods' && resource !== 'nodes') || (verb !== 'get' && verb !== 'list')) return { failure: failure('NotFound', 'the server could not find the requested resource') };
  const all = metricsOf(cluster, resource, namespace);
  if (verb === 'get') {
    const found = all.find(({ metadata }) => metadata.name === name);
    return found === undefined ? { failure: failure('NotFound', `${resource === 'pods' ? 'podmetrics' : 'nodemetrics'}.${METRICS_GROUP} "${resource === 'pods' ? `${namespace ?? ''}/` : ''}${name}" not found`) } : { code: 200, object: found, warnings: [] };
  }
  const chosen = selection({ apiVersion: API_VERSION, kind: resource }, labelSelector, fieldSelector);
  return 'failure' in chosen ? chosen : { code: 200, list: all.filter(chosen.matches), resourceVersion: '' };
}

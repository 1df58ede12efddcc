/** The Metrics API (metrics.k8s.io), as the API server hands it on: by its APIService to a metrics server, which answers with what it has kept (sigs.k8s.io/metrics-server pkg/api). */
import { formatTime } from '../../base/time';
import type { ApiObject, Pod } from '../../api';
import type { Node } from '../../api/generated/types/core.v1';
import { API_SERVICES, backendsOf, isAvailable } from '../aggregation/backend';
import { failure, noSuchResource } from '../apiserver/failures';
import { selection } from '../apiserver/select';
import type { Answer, Failure, Request } from '../apiserver/types';
import { viewOf } from '../control/view';
import type { MetricsSource } from '../controllers/horizontal-autoscaler';
import type { Cluster } from '../state';
import { keptBy, PROGRAM } from './metrics-server';
import { nodePoint, podPoints } from './points';
import type { Kept, Measured } from './points';

export const METRICS_GROUP = 'metrics.k8s.io';
const VERSION = 'v1beta1';
const API_VERSION = `${METRICS_GROUP}/${VERSION}`;
const SECOND = 1_000_000;

/** Whether a program answers at this group version: the availability check asks. */
export const servesMetrics = (program: string | undefined, group: string, version: string): boolean => program === PROGRAM && group === METRICS_GROUP && version === VERSION;

/** errors.NewGenericServerResponse of a 503. */
export const unavailable = (): Failure => failure('ServiceUnavailable', 'the server is currently unable to handle the request');

/** What the metrics server behind the API has kept, or what is answered in its place. */
function keptIn(cluster: Cluster): Kept | Failure {
  const service = viewOf(cluster.server.store.tables).get(API_SERVICES, undefined, `${VERSION}.${METRICS_GROUP}`);
  if (service === undefined) return noSuchResource();
  if (!isAvailable(service)) return unavailable();
  const [backend] = backendsOf(cluster, service);
  return (backend === undefined ? undefined : keptBy(cluster, backend.container.id)) ?? unavailable();
}

const usageOf = ({ milli, bytes }: Measured): { readonly cpu: string; readonly memory: string } => ({ cpu: `${Math.round(milli * 1_000_000)}n`, memory: `${Math.round(bytes / 1024)}Ki` });

interface Metrics extends ApiObject {
  readonly timestamp: string;
  readonly window: string;
}

const head = (kind: string, { metadata: { name = '', namespace, labels } }: ApiObject, now: number, { at, window }: { readonly at: number; readonly window: number }): Metrics => ({
  apiVersion: API_VERSION, kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }), ...(labels === undefined ? {} : { labels }), creationTimestamp: formatTime(now) },
  timestamp: formatTime(at), window: `${(window / SECOND).toFixed(3).replace(/\.?0+$/, '')}s`,
});

const podKey = ({ metadata: { name = '', namespace = '' } }: ApiObject): string => `${namespace}/${name}`;

/** Its informers know running Pods and nodes. */
const podsIn = (cluster: Cluster, namespace: string | undefined): readonly Pod[] => viewOf(cluster.server.store.tables).list('pods', namespace).filter(({ status }) => status?.phase === 'Running');

function podMetrics(pod: Pod, kept: Kept, now: number): readonly Metrics[] {
  const found = podPoints(kept, podKey(pod));
  return found === undefined ? [] : [{ ...head('PodMetrics', pod, now, found), containers: found.containers.map((one) => ({ name: one.name, usage: usageOf(one) })) } as Metrics];
}

function nodeMetrics(node: Node, kept: Kept, now: number): readonly Metrics[] {
  const found = nodePoint(kept, node.metadata.name ?? '');
  return found === undefined ? [] : [{ ...head('NodeMetrics', node, now, found), usage: usageOf(found) } as Metrics];
}

const isFailure = (one: Kept | Failure): one is Failure => 'code' in one;

/** The same for the autoscaler, which asks this API. */
export const METRICS_SERVER: MetricsSource = (_view, namespace, _now, cluster) => {
  const kept = keptIn(cluster);
  if (isFailure(kept)) return { resource: [], resourceError: `${kept.message} (get pods.${METRICS_GROUP})`, noAdapter: true };
  return {
    noAdapter: true,
    resource: podsIn(cluster, namespace).flatMap((pod) => {
      const found = podPoints(kept, podKey(pod));
      return found === undefined ? [] : [{
        pod: pod.metadata.name ?? '', at: found.at / SECOND, window: found.window / SECOND,
        containers: found.containers.map(({ name, milli, bytes }) => ({ name, usage: { cpu: Math.round(milli), memory: bytes * 1000 } })),
      }];
    }),
  };
};

/** What is answered to a request to the Metrics API. */
export function metricsAnswer(cluster: Cluster, { verb, resource, namespace, name = '', labelSelector, fieldSelector }: Request): Answer {
  const kept = keptIn(cluster);
  if (isFailure(kept)) return { failure: kept };
  if ((resource !== 'pods' && resource !== 'nodes') || (verb !== 'get' && verb !== 'list')) return { failure: noSuchResource() };
  const { now } = cluster.clock;
  const all = resource === 'pods' ? podsIn(cluster, namespace).flatMap((pod) => podMetrics(pod, kept, now)) : viewOf(cluster.server.store.tables).list('nodes').flatMap((node) => nodeMetrics(node, kept, now));
  if (verb === 'get') {
    const found = all.find(({ metadata }) => metadata.name === name);
    return found === undefined ? { failure: failure('NotFound', `${resource === 'pods' ? 'podmetrics' : 'nodemetrics'}.${METRICS_GROUP} "${resource === 'pods' ? `${namespace ?? ''}/` : ''}${name}" not found`) } : { code: 200, object: found, warnings: [] };
  }
  const chosen = selection({ apiVersion: API_VERSION, kind: resource }, labelSelector, fieldSelector);
  return 'failure' in chosen ? chosen : { code: 200, list: all.filter(chosen.matches), resourceVersion: '' };
}

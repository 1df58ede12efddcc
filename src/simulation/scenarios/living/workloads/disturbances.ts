/** What is done to all controllers alike, what is asked about it, and how long it takes to be seen. */
import type { Pod } from '../../../api';
import type { JsonObject } from '../../../api/patch/merge-patch';
import type { Input } from '../../../cluster/history/history';
import { ADMIN } from '../admin';
import { imagePatch, PLACES } from './objects';
import type { Workload } from './objects';

export const DISTURBANCES = ['delete', 'node', 'cordon', 'scale', 'rollout', 'bad'] as const;
export type Disturbance = (typeof DISTURBANCES)[number];

/** The node that is cut off or closed. */
export const VICTIM = 'node-2';

interface Asked {
  /** Of whom the question is. The answer is what really happens (outcome.ts). */
  readonly asks: readonly Workload[];
  /** Played before it is shown, s. */
  readonly plays: number;
}

const LASTING = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

export const ASKED: Readonly<Record<Disturbance, Asked>> = {
  delete: { asks: [...LASTING, 'Job'], plays: 20 },
  node: { asks: [...LASTING, 'Job'], plays: 400 },
  cordon: { asks: LASTING, plays: 20 },
  scale: { asks: [...LASTING, 'Job', 'CronJob'], plays: 20 },
  rollout: { asks: LASTING, plays: 40 },
  bad: { asks: LASTING, plays: 60 },
};

export interface WorkloadOptions {
  readonly disturbance: Disturbance;
  /** For whom the reader says yes; null before it has been tried. */
  readonly predicted: readonly Workload[] | null;
}

export const WORKLOADS_DEFAULT: WorkloadOptions = { disturbance: 'delete', predicted: null };

/** Options as somebody stored or shared them. */
export function parseWorkloadOptions(raw: unknown): WorkloadOptions | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { disturbance, predicted } = raw as { disturbance?: unknown; predicted?: unknown };
  const known = DISTURBANCES.find((one) => one === disturbance);
  if (known === undefined || (predicted !== null && !Array.isArray(predicted))) return undefined;
  if (predicted === null) return { disturbance: known, predicted };
  const asked = ASKED[known].asks.filter((kind) => predicted.includes(kind));
  return asked.length === predicted.length ? { disturbance: known, predicted: asked } : undefined;
}

/** One thing that is done, and to whom. */
export interface Deed {
  readonly to: Workload | null;
  readonly input: Input;
}

const ask = (to: Workload, more: Partial<Extract<Input, { kind: 'request' }>['request']>): Deed => {
  const { group, resource, name } = PLACES[to];
  return { to, input: { kind: 'request', request: { verb: 'patch', group, resource, namespace: 'default', name, user: ADMIN, ...more } } };
};
const removing = (to: Workload, pod: Pod | undefined): readonly Deed[] =>
  pod === undefined ? [] : [{ to, input: { kind: 'request', request: { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name: pod.metadata.name ?? '', user: ADMIN } } }];

/** `podsOf`: the Pods of one that have not ended, in the order of their names. */
export function deedsOf(disturbance: Disturbance, podsOf: (kind: Workload) => readonly Pod[]): readonly Deed[] {
  const { asks } = ASKED[disturbance];
  const onVictim = (kind: Workload): Pod | undefined => podsOf(kind).find(({ spec }) => spec.nodeName === VICTIM);
  switch (disturbance) {
    case 'delete': return asks.flatMap((kind) => removing(kind, podsOf(kind)[1]));
    case 'node': return [{ to: null, input: { kind: 'component', action: 'stop', name: `network/${VICTIM}` } }];
    case 'cordon': return [
      { to: null, input: { kind: 'request', request: { verb: 'patch', group: '', resource: 'nodes', name: VICTIM, user: ADMIN, patch: { spec: { unschedulable: true } } } } },
      ...asks.flatMap((kind) => removing(kind, onVictim(kind))),
    ];
    case 'scale': return asks.map((kind) => ask(kind, { subresource: 'scale', patch: { spec: { replicas: 4 } } }));
    case 'rollout': return asks.map((kind) => ask(kind, { patch: imagePatch(kind, '1.1') as JsonObject }));
    case 'bad': return [...asks, 'CronJob' as const].map((kind) => ask(kind, { patch: imagePatch(kind, '9.9') as JsonObject }));
  }
}

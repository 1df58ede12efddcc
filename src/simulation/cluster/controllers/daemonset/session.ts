import { scaledValue } from '../../../api/int-or-percent';
import type { Node, Pod } from '../../../api';
import type { DaemonSet } from '../../../api/generated/types/apps.v1';
import type { OrderedMap } from '../../../base/ordered-map';
import type { Work } from '../../control/controller';
import type { Expectations } from '../../control/expectations';
import { isPodAvailable, isPodTerminal } from '../../control/pods';
import { nodeFit, targetNode } from './node-fit';
import type { NodeFit } from './node-fit';

export interface DaemonMemory {
  readonly expectations: Expectations;
  /** When a failed Pod was last replaced on a node, and how long the next has to wait. µs. */
  readonly backOff: OrderedMap<string, { readonly wait: number; readonly last: number }>;
}

export const SETS = 'daemonsets.apps';
export const HASH_LABEL = 'controller-revision-hash';
export const GENERATION_LABEL = 'pod-template-generation';

/** One sync of a DaemonSet. */
export interface Session {
  readonly work: Work<DaemonMemory>;
  readonly set: DaemonSet;
  readonly key: string;
  readonly hash: string;
  readonly nodes: readonly Node[];
  /** Its Pods. */
  readonly pods: readonly Pod[];
}

export const nodeName = ({ metadata }: Node): string => metadata.name ?? '';
export const fit = ({ set }: Pick<Session, 'set'>, node: Node): NodeFit => nodeFit(set.spec?.template ?? { spec: { containers: [] } }, node);
export const minReady = ({ set }: Session): number => set.spec?.minReadySeconds ?? 0;
export const isAvailable = (session: Session, pod: Pod): boolean => isPodAvailable(pod, minReady(session), session.work.now);

/** GetTemplateGeneration. */
export const templateGeneration = ({ metadata }: DaemonSet): string | undefined => metadata.annotations?.['deprecated.daemonset.template.generation'];

/** IsPodUpdated. */
export function isUpdated({ set, hash }: Session, { metadata }: Pod): boolean {
  const generation = templateGeneration(set);
  return (hash !== '' && metadata.labels?.[HASH_LABEL] === hash) || (generation !== undefined && metadata.labels?.[GENERATION_LABEL] === generation);
}

/** getNodesToDaemonPods: in the order of the nodes' names. Pods that have ended and are going are left out. */
export function podsByNode({ pods }: Session): Map<string, Pod[]> {
  const found = new Map<string, Pod[]>();
  for (const pod of pods) {
    const node = targetNode(pod);
    if (node === undefined || (isPodTerminal(pod) && pod.metadata.deletionTimestamp !== undefined)) continue;
    found.set(node, [...(found.get(node) ?? []), pod]);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const text = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** podByCreationTimestampAndPhase: those on a node first, then by age and name. */
export const byAge = (a: Pod, b: Pod): number =>
  Number(!a.spec.nodeName) - Number(!b.spec.nodeName) || text(a.metadata.creationTimestamp, b.metadata.creationTimestamp) || text(a.metadata.name, b.metadata.name);

/** SurgeCount and UnavailableCount. */
export function limits(set: DaemonSet, wanted: number): { readonly surge: number; readonly unavailable: number } {
  const { type, rollingUpdate } = set.spec?.updateStrategy ?? {};
  if (type !== 'RollingUpdate' || rollingUpdate === undefined) return { surge: 0, unavailable: 0 };
  const surge = scaledValue(rollingUpdate.maxSurge ?? 0, wanted, 'up');
  const unavailable = scaledValue(rollingUpdate.maxUnavailable ?? 0, wanted, 'up');
  return { surge, unavailable: wanted > 0 && surge === 0 && unavailable === 0 ? 1 : unavailable };
}

export const allowsSurge = (set: DaemonSet): boolean => limits(set, 1).surge > 0;

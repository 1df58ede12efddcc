import type { Deployment, ReplicaSet } from '../../../api';
import { maxSurge, wanted } from './session';

/** What a Deployment writes on itself and its ReplicaSets (pkg/controller/deployment/util). */
export const REVISION = 'deployment.kubernetes.io/revision';
const HISTORY = 'deployment.kubernetes.io/revision-history';
export const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MOST = 'deployment.kubernetes.io/max-replicas';
/** annotationsToSkip: they belong to one of the two alone, also in kubectl's rollback. */
export const NOT_COPIED = new Set(['kubectl.kubernetes.io/last-applied-configuration', REVISION, HISTORY, DESIRED, MOST, 'deprecated.deployment.rollback.to']);
/** maxRevHistoryLengthInChars. */
const HISTORY_LENGTH = 2000;

type Annotations = Readonly<Record<string, string>>;

export const annotationsOf = ({ metadata }: Deployment | ReplicaSet): Annotations => metadata.annotations ?? {};

/** Revision: 0 where there is none, undefined where it is no number. */
export function revisionOf(object: Deployment | ReplicaSet): number | undefined {
  const text = annotationsOf(object)[REVISION];
  if (text === undefined) return 0;
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

/** getNonNegativeInt32FromAnnotation. */
function countIn(set: ReplicaSet, name: string): number | undefined {
  const text = annotationsOf(set)[name] ?? '';
  return /^\d+$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : undefined;
}

export const desiredIn = (set: ReplicaSet): number | undefined => countIn(set, DESIRED);
export const mostIn = (set: ReplicaSet): number | undefined => countIn(set, MOST);

/** SetReplicasAnnotations: the two sizes that the Deployment has in mind. */
export const sizesFor = (deployment: Deployment): Annotations => ({ [DESIRED]: String(wanted(deployment)), [MOST]: String(wanted(deployment) + maxSurge(deployment)) });

/** ReplicasAnnotationsNeedUpdate. */
export const sizesDiffer = (set: ReplicaSet, deployment: Deployment): boolean => Object.entries(sizesFor(deployment)).some(([name, value]) => annotationsOf(set)[name] !== value);

function history(before: Annotations, oldRevision: string): Annotations {
  const text = before[HISTORY] ?? '';
  if (text === '') return { [HISTORY]: oldRevision };
  const revisions = text.split(',');
  let [length, start] = [text.length + oldRevision.length + 1, 0];
  while (length > HISTORY_LENGTH && start < revisions.length) {
    length -= revisions[start]!.length + 1;
    start += 1;
  }
  return length <= HISTORY_LENGTH ? { [HISTORY]: [...revisions.slice(start), oldRevision].join(',') } : {};
}

/**
 * SetNewReplicaSetAnnotations: the Deployment's annotations, the revision, and for a set that is yet to be made the sizes. The same object where nothing changes.
 */
export function annotate(set: ReplicaSet, deployment: Deployment, revision: number, exists: boolean): ReplicaSet {
  const before = annotationsOf(set);
  const copied = Object.fromEntries(Object.entries(annotationsOf(deployment)).filter(([name, value]) => !NOT_COPIED.has(name) && before[name] !== value));
  const oldText = before[REVISION];
  const old = oldText === undefined || oldText === '' ? 0 : revisionOf(set);
  const changes: Record<string, string> = { ...copied };
  if (old !== undefined) {
    if (old < revision) changes[REVISION] = String(revision);
    if (oldText !== undefined && old < revision) Object.assign(changes, history(before, oldText));
    if (!exists) Object.assign(changes, sizesFor(deployment));
  }
  return Object.keys(changes).length === 0 ? set : { ...set, metadata: { ...set.metadata, annotations: { ...before, ...changes } } };
}

export const withRevision = (deployment: Deployment, revision: string): Deployment =>
  annotationsOf(deployment)[REVISION] === revision ? deployment : { ...deployment, metadata: { ...deployment.metadata, annotations: { ...annotationsOf(deployment), [REVISION]: revision } } };

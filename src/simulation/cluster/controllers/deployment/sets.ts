import { semanticEqual } from '../../../api/equal';
import { computeHash } from '../../../api/go-dump/template-hash';
import { scaledValue } from '../../../api/int-or-percent';
import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../../api';
import { hasReason, RequestError } from '../../control/client';
import { controllerRefOf, controllerRefTo } from '../../control/owners';
import { isTerminatingNamespace } from '../../control/pod-control';
import { annotate, annotationsOf, REVISION, revisionOf, withRevision } from './annotations';
import { byCreation, HASH_LABEL, hasDeadline, SETS, sizeOf, sizes, wanted } from './session';
import type { Session } from './session';
import { condition, conditionOf, withCondition } from './status';

function withoutHash(template: PodTemplateSpec | undefined): unknown {
  const { [HASH_LABEL]: _, ...labels } = template?.metadata?.labels ?? {};
  return { ...template, metadata: { ...template?.metadata, labels } };
}

/** EqualIgnoreHash. */
export const sameTemplate = (a: PodTemplateSpec | undefined, b: PodTemplateSpec | undefined): boolean => semanticEqual(withoutHash(a), withoutHash(b));

/** FindNewReplicaSet: the oldest set of the Deployment's template. */
const findNew = (deployment: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined => [...sets].sort(byCreation).find(({ spec }) => sameTemplate(spec?.template, deployment.spec.template));

/** NewRSNewReplicas: how big the new set may be now, given the sizes of all sets. */
export function newSetSize(deployment: Deployment, all: number, own: number): number {
  if (deployment.spec.strategy?.type === 'Recreate') return wanted(deployment);
  const most = wanted(deployment) + scaledValue(deployment.spec.strategy?.rollingUpdate?.maxSurge ?? 0, wanted(deployment), 'up');
  return all >= most ? own : own + Math.min(most - all, wanted(deployment) - own);
}

export interface Sets {
  readonly newSet: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
}

/** getAllReplicaSetsAndSyncRevision: the set of the present template, which is made on demand, and the others in order of creation. */
export function allSets(session: Session, sets: readonly ReplicaSet[], create: boolean): Sets {
  const found = findNew(session.deployment, sets);
  const old = [...sets].sort(byCreation).filter(({ metadata }) => metadata.uid !== found?.metadata.uid);
  const revision = Math.max(0, ...old.map((set) => revisionOf(set) ?? 0)) + 1;
  const newSet = found === undefined ? (create ? createSet(session, old, revision) : undefined) : syncSet(session, found, revision);
  return { newSet, old };
}

/**
 * Writes revision and conditions on the way. As upstream throws the answer away, the last write of the same sync conflicts, and the key comes again 5 ms later: sooner than another
 * request is done.
 */
function writeStatus(session: Session): void {
  session.work.client.update(session.deployment, 'status');
}

function syncSet(session: Session, set: ReplicaSet, revision: number): ReplicaSet {
  const { work } = session;
  const annotated = annotate(set, session.deployment, revision, true);
  const minReadySeconds = session.deployment.spec.minReadySeconds ?? 0;
  if (annotated !== set || (set.spec?.minReadySeconds ?? 0) !== minReadySeconds) return work.client.update({ ...annotated, spec: { ...annotated.spec, minReadySeconds } } as ReplicaSet);
  const before = session.deployment;
  let next = withRevision(before, annotationsOf(set)[REVISION] ?? '');
  if (hasDeadline(next) && conditionOf(next.status, 'Progressing') === undefined) {
    next = { ...next, status: withCondition(next.status ?? {}, condition('Progressing', 'True', 'FoundNewReplicaSet', `Found new replica set "${set.metadata.name ?? ''}"`, work.now)) };
  }
  session.deployment = next;
  if (next !== before) writeStatus(session);
  return set;
}

function setFor({ deployment }: Session, old: readonly ReplicaSet[], revision: number): ReplicaSet {
  const { metadata, spec, status } = deployment;
  const hash = computeHash(spec.template, status?.collisionCount);
  const labels = { ...spec.template.metadata?.labels, [HASH_LABEL]: hash };
  const replicas = newSetSize(deployment, sizes(old), 0);
  const set: ReplicaSet = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: `${metadata.name ?? ''}-${hash}`, namespace: metadata.namespace ?? 'default', labels, ownerReferences: [controllerRefTo(deployment)] },
    spec: {
      replicas,
      minReadySeconds: spec.minReadySeconds ?? 0,
      selector: { ...spec.selector, matchLabels: { ...spec.selector?.matchLabels, [HASH_LABEL]: hash } },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
  };
  return annotate(set, deployment, revision, false);
}

/** getNewReplicaSet, where there is none yet. */
function createSet(session: Session, old: readonly ReplicaSet[], revision: number): ReplicaSet {
  const { work } = session;
  const set = setFor(session, old, revision);
  const { created, fresh } = createOrFind(session, set);
  if (fresh && sizeOf(set) > 0) work.event(session.deployment, 'Normal', 'ScalingReplicaSet', `Scaled up replica set ${created.metadata.name ?? ''} from 0 to ${sizeOf(set)}`);
  const before = session.deployment;
  let next = withRevision(before, String(revision));
  if (fresh && hasDeadline(next)) {
    const made = condition('Progressing', 'True', 'NewReplicaSetCreated', `Created new replica set "${created.metadata.name ?? ''}"`, work.now);
    next = { ...next, status: withCondition(next.status ?? {}, made) };
  }
  session.deployment = next;
  if (next !== before) writeStatus(session);
  return created;
}

function createOrFind(session: Session, set: ReplicaSet): { readonly created: ReplicaSet; readonly fresh: boolean } {
  const { deployment, work } = session;
  try {
    return { created: work.client.create(set), fresh: true };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (hasReason(error, 'AlreadyExists')) return { created: existing(session, set, error), fresh: false };
    if (isTerminatingNamespace(error)) throw error;
    const message = `Failed to create new replica set "${set.metadata.name ?? ''}": ${error.message}`;
    if (hasDeadline(deployment)) {
      session.deployment = { ...deployment, status: withCondition(deployment.status ?? {}, condition('Progressing', 'False', 'ReplicaSetCreateError', message, work.now)) };
      tryStatus(session);
    }
    work.event(deployment, 'Warning', 'ReplicaSetCreateError', message);
    throw error;
  }
}

function tryStatus(session: Session): void {
  try {
    writeStatus(session);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
  }
}

/** A set of that name exists: ours, which the cache did not show yet, or another template's with the same hash. */
function existing(session: Session, set: ReplicaSet, error: RequestError): ReplicaSet {
  const { deployment, work } = session;
  const found = work.view.get(SETS, set.metadata.namespace, set.metadata.name ?? '');
  if (found === undefined) throw error;
  if (controllerRefOf(found)?.uid === deployment.metadata.uid && sameTemplate(found.spec?.template, deployment.spec.template)) return found;
  session.deployment = { ...deployment, status: { ...deployment.status, collisionCount: (deployment.status?.collisionCount ?? 0) + 1 } };
  tryStatus(session);
  throw error;
}

import { semanticEqual } from '../../../api/equal';
import { labelMatcher } from '../../../api';
import type { Deployment, Pod, ReplicaSet } from '../../../api';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { claim, controllerRefOf, keyOfObject, splitKey } from '../../control/owners';
import { checkPaused, syncStatus } from './progress';
import { recreate, roll } from './rollout';
import { cleanUp, isScaling, scale } from './scale';
import { DEPLOYMENTS, SETS } from './session';
import type { Session } from './session';
import { allSets } from './sets';

type Office = Desk<null>;

const wake = (desk: Office, deployment: Deployment | undefined): void => {
  if (deployment !== undefined) desk.enqueue(keyOfObject(deployment));
};

function ownerOf(set: ReplicaSet, desk: Office): Deployment | undefined {
  const ref = controllerRefOf(set);
  if (ref?.kind !== 'Deployment') return undefined;
  const deployment = desk.view.get(DEPLOYMENTS, set.metadata.namespace, ref.name);
  return deployment?.metadata.uid === ref.uid ? deployment : undefined;
}

const selecting = (set: ReplicaSet, desk: Office): Deployment[] =>
  desk.view.list(DEPLOYMENTS, set.metadata.namespace).filter(({ spec }) => Object.keys(spec.selector ?? {}).length > 0 && labelMatcher(spec.selector)(set.metadata.labels ?? {}));

/** addReplicaSet, updateReplicaSet, deleteReplicaSet. */
function onSet({ type, object, old }: Heard, desk: Office): void {
  const [set, before] = [object as ReplicaSet, old as ReplicaSet | undefined];
  const ref = controllerRefOf(set);
  const moved = type === 'MODIFIED' && before !== undefined && !semanticEqual(ref, controllerRefOf(before));
  if (moved) wake(desk, ownerOf(before, desk));
  if (ref !== undefined) return wake(desk, ownerOf(set, desk));
  const relabelled = before === undefined || !semanticEqual(set.metadata.labels, before.metadata.labels);
  if (type !== 'DELETED' && (relabelled || moved)) selecting(set, desk).forEach((deployment) => wake(desk, deployment));
}

/** deletePod: a Deployment that recreates its Pods waits for the last old one to go. */
function onPod({ type, object }: Heard, desk: Office): void {
  if (type !== 'DELETED') return;
  const ref = controllerRefOf(object as Pod);
  const set = ref?.kind === 'ReplicaSet' ? desk.view.get(SETS, object.metadata.namespace, ref.name) : undefined;
  const deployment = set !== undefined && set.metadata.uid === ref?.uid ? ownerOf(set, desk) : undefined;
  if (deployment?.spec.strategy?.type !== 'Recreate') return;
  const sets = desk.view.ownedBy(SETS, deployment.metadata.uid ?? '');
  if (sets.every(({ metadata }) => desk.view.ownedBy('pods', metadata.uid ?? '').length === 0)) wake(desk, deployment);
}

/** syncDeployment. */
function reconcile(key: string, work: Work<null>): void {
  const [namespace, name] = splitKey(key);
  const deployment = work.view.get(DEPLOYMENTS, namespace, name);
  if (deployment === undefined) return;
  if (deployment.spec.selector !== undefined && Object.keys(deployment.spec.selector).length === 0) {
    work.event(deployment, 'Warning', 'SelectingAll', 'This deployment is selecting all pods. A non-empty selector is required.');
    const { generation = 0 } = deployment.metadata;
    if ((deployment.status?.observedGeneration ?? 0) < generation) work.client.update({ ...deployment, status: { ...deployment.status, observedGeneration: generation } }, 'status');
    return;
  }
  const session: Session = { work, deployment };
  const known = [...work.view.ownedBy(SETS, deployment.metadata.uid ?? ''), ...work.view.ownedBy(SETS, '').filter(({ metadata }) => metadata.namespace === namespace)];
  const sets = claim(deployment, deployment.spec.selector, known, work.client, () => work.client.get(DEPLOYMENTS, namespace, name));
  const pods = new Map(sets.map(({ metadata: { uid = '' } }) => [uid, work.view.ownedBy('pods', uid).filter((pod) => controllerRefOf(pod)?.uid === uid)]));
  if (deployment.metadata.deletionTimestamp !== undefined) {
    const { newSet, old } = allSets(session, sets, false);
    return syncStatus(session, [...old, newSet], newSet);
  }
  checkPaused(session);
  if (deployment.spec.paused === true || scalingEvent(session, sets)) return resize(session, sets);
  if (deployment.spec.strategy?.type === 'Recreate') return recreate(session, sets, pods);
  roll(session, sets);
}

function scalingEvent(session: Session, sets: readonly ReplicaSet[]): boolean {
  const { newSet, old } = allSets(session, sets, false);
  return isScaling(session, [...old, newSet]);
}

/** sync: nothing but the size changes. */
function resize(session: Session, sets: readonly ReplicaSet[]): void {
  const { newSet, old } = allSets(session, sets, false);
  scale(session, newSet, old);
  if (session.deployment.spec.paused === true) cleanUp(session, old);
  syncStatus(session, [...old, newSet], newSet);
}

/**
 * pkg/controller/deployment. The annotation by which extensions/v1beta1 asked for a rollback is not heeded: that API is gone, and
 * `kubectl rollout undo` writes the old template itself.
 */
export const deploymentController: Controller<null> = {
  name: 'deployment-controller',
  user: controllerUser('deployment-controller'),
  memory: null,
  handlers: { [DEPLOYMENTS]: ({ object }, desk) => wake(desk, object as Deployment), [SETS]: onSet, pods: onPod },
  reconcile,
  retries: 15,
};

import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../../../api/generated/types/apps.v1';
import type { Pod, ReplicationController } from '../../../api/generated/types/core.v1';
import { semanticEqual } from '../../../api/equal';
import { formatLabelSelector, requirementsOf } from '../../../api/selector';
import { printRequirements } from '../../../api/selector/requirement';
import { storageClassOf } from '../../../api/table/cells/storage';
import type { LabelSelector } from '../../../api/types';
import { listObjects } from '../../runtime/client';
import { ServerError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import { asking } from '../describer';
import { eventLines } from '../events';
import { templateLines } from '../parts/template';
import { annotationLines, formatLabels, labelLines, line, listText, rfc1123 } from '../text';
import { controllerOf } from './pod';

const n = (value: number | undefined): number => value ?? 0;

/** LabelSelectorAsSelector's String. */
export function selectorText(selector: LabelSelector | undefined): string {
  const found = requirementsOf(selector);
  return found.ok && found.value !== 'nothing' ? printRequirements(found.value) : '';
}

interface Counts {
  readonly text: string;
}

/** getPodStatusForController. */
function* podCounts(session: Session, namespace: string, selector: string, uid: string): Steps<Counts> {
  const kind = session.machine.registry().find('v1', 'Pod');
  const pods = kind === undefined ? [] : ((yield* listObjects(session, kind, namespace, { labelSelector: selector })) as unknown as readonly Pod[]);
  const own = pods.filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.controller === true && owner.uid === uid) === true);
  const of = (phase: string): number => own.filter(({ status }) => status?.phase === phase).length;
  return { text: `${of('Running')} Running / ${of('Pending')} Waiting / ${of('Succeeded')} Succeeded / ${of('Failed')} Failed` };
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

/** The conditions of those that keep Pods; the type is followed by a blank. */
const conditionLines = (conditions: readonly Condition[] | null | undefined): string =>
  (conditions ?? []).length === 0 ? '' : `Conditions:\n  Type\tStatus\tReason\n  ----\t------\t------\n${(conditions ?? []).map(({ type, status, reason = '' }) => `  ${type} \t${status}\t${reason}\n`).join('')}`;

/** describeReplicationController. */
export const describeReplicationController = asking<ReplicationController>(function* described(one, { session, now, events }) {
  const { metadata, spec, status } = one;
  const selector = Object.entries(spec?.selector ?? {}).map(([key, value]) => `${key}=${value}`).sort().join(',');
  const { text } = yield* podCounts(session, metadata.namespace ?? '', selector, metadata.uid ?? '');
  return [
    line(0, 'Name', metadata.name), line(0, 'Namespace', metadata.namespace), line(0, 'Selector', formatLabels(spec?.selector)), labelLines('Labels', metadata.labels), annotationLines('Annotations', metadata.annotations),
    line(0, 'Replicas', `${n(status?.replicas)} current / ${n(spec?.replicas)} desired`), line(0, 'Pods Status', text), templateLines(spec?.template), conditionLines(status?.conditions), eventLines(events, now),
  ].join('');
});

/** describeReplicaSet. */
export const describeReplicaSet = asking<ReplicaSet>(function* described(one, { session, now, events }) {
  const { metadata, spec, status } = one;
  let counted: string;
  try {
    counted = (yield* podCounts(session, metadata.namespace ?? '', selectorText(spec?.selector), metadata.uid ?? '')).text;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    counted = `error in fetching pods: ${error.message}`;
  }
  const controller = controllerOf(one);
  return [
    line(0, 'Name', metadata.name), line(0, 'Namespace', metadata.namespace), line(0, 'Selector', formatLabelSelector(spec?.selector)), labelLines('Labels', metadata.labels), annotationLines('Annotations', metadata.annotations),
    controller === '' ? '' : line(0, 'Controlled By', controller), line(0, 'Replicas', `${n(status?.replicas)} current / ${n(spec?.replicas)} desired`), line(0, 'Pods Status', counted),
    templateLines(spec?.template), conditionLines(status?.conditions), eventLines(events, now),
  ].join('');
});

/** describeDaemonSet. */
export const describeDaemonSet = asking<DaemonSet>(function* described(one, { session, now, events }) {
  const { metadata, spec, status } = one;
  const selector = selectorText(spec?.selector);
  const { text } = yield* podCounts(session, metadata.namespace ?? '', selector, metadata.uid ?? '');
  return [
    line(0, 'Name', metadata.name), line(0, 'Namespace', metadata.namespace), line(0, 'Selector', selector), line(0, 'Node-Selector', formatLabels(spec?.template.spec?.nodeSelector)),
    labelLines('Labels', metadata.labels), annotationLines('Annotations', metadata.annotations),
    `Desired Number of Nodes Scheduled: ${n(status?.desiredNumberScheduled)}\n`, `Current Number of Nodes Scheduled: ${n(status?.currentNumberScheduled)}\n`,
    `Number of Nodes Scheduled with Up-to-date Pods: ${n(status?.updatedNumberScheduled)}\n`, `Number of Nodes Scheduled with Available Pods: ${n(status?.numberAvailable)}\n`,
    `Number of Nodes Misscheduled: ${n(status?.numberMisscheduled)}\n`, line(0, 'Pods Status', text), templateLines(spec?.template), eventLines(events, now),
  ].join('');
});

function claimTemplates(templates: NonNullable<StatefulSet['spec']>['volumeClaimTemplates']): string {
  if ((templates ?? []).length === 0) return 'Volume Claims:\t<none>\n';
  const each = (templates ?? []).map((claim) => [
    line(1, 'Name', claim.metadata.name), line(1, 'StorageClass', storageClassOf(claim)), labelLines('Labels', claim.metadata.labels, '  '), labelLines('Annotations', claim.metadata.annotations, '  '),
    line(1, 'Capacity', claim.spec?.resources?.requests?.storage ?? '<default>'), line(1, 'Access Modes', listText(claim.spec?.accessModes)),
  ].join(''));
  return `Volume Claims:\n${each.join('')}`;
}

/** describeStatefulSet. */
export const describeStatefulSet = asking<StatefulSet>(function* described(one, { session, now, events }) {
  const { metadata, spec, status } = one;
  const selector = selectorText(spec?.selector);
  const { text } = yield* podCounts(session, metadata.namespace ?? '', selector, metadata.uid ?? '');
  const rolling = spec?.updateStrategy?.rollingUpdate;
  return [
    line(0, 'Name', metadata.name), line(0, 'Namespace', metadata.namespace), line(0, 'CreationTimestamp', rfc1123(metadata.creationTimestamp)), line(0, 'Selector', selector),
    labelLines('Labels', metadata.labels), annotationLines('Annotations', metadata.annotations), line(0, 'Replicas', `${n(spec?.replicas)} desired | ${n(status?.replicas)} total`), line(0, 'Update Strategy', spec?.updateStrategy?.type),
    rolling?.partition === undefined ? '' : `${line(1, 'Partition', rolling.partition)}${rolling.maxUnavailable === undefined ? '' : line(1, 'MaxUnavailable', rolling.maxUnavailable)}`,
    line(0, 'Pods Status', text), templateLines(spec?.template), claimTemplates(spec?.volumeClaimTemplates), eventLines(events, now),
  ].join('');
});

const HASH = 'pod-template-hash';

function withoutHash(template: NonNullable<ReplicaSet['spec']>['template']): object {
  const { [HASH]: _, ...labels } = template?.metadata?.labels ?? {};
  return { ...template, metadata: { ...template?.metadata, labels } };
}

/** deploymentutil.GetAllReplicaSets: the old ones and the new one of a Deployment. */
export function* replicaSetsOf(session: Session, { metadata, spec }: Deployment): Steps<{ readonly old: readonly ReplicaSet[]; readonly current: ReplicaSet | undefined }> {
  const kind = session.machine.registry().find('apps/v1', 'ReplicaSet');
  const all = kind === undefined ? [] : ((yield* listObjects(session, kind, metadata.namespace ?? '', { labelSelector: selectorText(spec?.selector) })) as unknown as readonly ReplicaSet[]);
  const owned = all.filter(({ metadata: own }) => own.ownerReferences?.some(({ controller, uid }) => controller === true && uid === metadata.uid) === true);
  const oldest = [...owned].sort((a, b) => ((a.metadata.creationTimestamp ?? '') < (b.metadata.creationTimestamp ?? '') ? -1 : (a.metadata.creationTimestamp ?? '') > (b.metadata.creationTimestamp ?? '') ? 1 : (a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1));
  const wanted = withoutHash(spec?.template);
  const current = oldest.find((one) => semanticEqual(withoutHash(one.spec?.template), wanted));
  return { old: oldest.filter((one) => one !== current), current };
}

const setsText = (sets: readonly ReplicaSet[]): string => sets.map(({ metadata, spec, status }) => `${metadata.name} (${n(status?.replicas)}/${n(spec?.replicas)} replicas created)`).join(', ') || '<none>';

/** describeDeployment. */
export const describeDeployment = asking<Deployment>(function* described(one, { session, now, events }) {
  const { metadata, spec, status } = one;
  let sets = '';
  try {
    const { old, current } = yield* replicaSetsOf(session, one);
    if (old.length > 0 || current !== undefined) sets = `${line(0, 'OldReplicaSets', setsText(old))}${line(0, 'NewReplicaSet', setsText(current === undefined ? [] : [current]))}`;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
  }
  const rolling = spec?.strategy?.rollingUpdate;
  const counts = [`${n(spec?.replicas)} desired`, `${n(status?.updatedReplicas)} updated`, `${n(status?.replicas)} total`, `${n(status?.availableReplicas)} available`, `${n(status?.unavailableReplicas)} unavailable`];
  return [
    line(0, 'Name', metadata.name), line(0, 'Namespace', metadata.namespace), line(0, 'CreationTimestamp', rfc1123(metadata.creationTimestamp)), labelLines('Labels', metadata.labels), annotationLines('Annotations', metadata.annotations),
    line(0, 'Selector', selectorText(spec?.selector)), line(0, 'Replicas', counts.join(' | ')), line(0, 'StrategyType', spec?.strategy?.type), line(0, 'MinReadySeconds', n(spec?.minReadySeconds)),
    rolling === undefined ? '' : line(0, 'RollingUpdateStrategy', `${rolling.maxUnavailable ?? 0} max unavailable, ${rolling.maxSurge ?? 0} max surge`),
    templateLines(spec?.template), conditionLines(status?.conditions), sets, eventLines(events, now),
  ].join('');
});


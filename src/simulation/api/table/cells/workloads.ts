import { humanDuration } from '../../../base/go/human-duration';
import { parseTime } from '../../../base/time';
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../../generated/types/apps.v1';
import type { CronJob, Job } from '../../generated/types/batch.v1';
import type { PodTemplate, ReplicationController } from '../../generated/types/core.v1';
import type { PodDisruptionBudget } from '../../generated/types/policy.v1';
import { formatLabelSelector, requirementsOf } from '../../selector';
import { printRequirements } from '../../selector/requirement';
import { groupQualified } from '../../status';
import { splitApiVersion } from '../../schema/resources';
import { age, cells, conditionStatus, containerCells, formatLabels, nameCell, since } from './common';
import type { CellTable } from './common';

const amount = (value: number | null | undefined): number => value ?? 0;

const STATES: readonly (readonly [condition: string, status: string])[] = [['Suspended', 'Suspended'], ['FailureTarget', 'FailureTarget'], ['SuccessCriteriaMet', 'SuccessCriteriaMet']];

function jobStatus({ metadata, status }: Job): string {
  const met = (type: string): boolean => conditionStatus(status?.conditions, type) === 'True';
  if (met('Complete')) return 'Complete';
  if (met('Failed')) return 'Failed';
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  return STATES.find(([condition]) => met(condition))?.[1] ?? 'Running';
}

function completions({ spec, status }: Job): string {
  const done = amount(status?.succeeded);
  if (spec?.completions !== undefined) return `${done}/${spec.completions}`;
  const parallelism = amount(spec?.parallelism);
  return parallelism > 1 ? `${done}/1 of ${parallelism}` : `${done}/1`;
}

function jobDuration({ status }: Job, now: number): string {
  const start = parseTime(status?.startTime ?? '');
  return start === undefined ? '' : humanDuration((parseTime(status?.completionTime ?? '') ?? now) - start);
}

function controllerOf({ metadata }: ControllerRevision): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return '<none>';
  return `${groupQualified(splitApiVersion(owner.apiVersion)[0], owner.kind).toLowerCase()}/${owner.name}`;
}

function deploymentSelector({ spec }: Deployment): string {
  const found = requirementsOf(spec?.selector);
  return found.ok ? (found.value === 'nothing' ? '' : printRequirements(found.value)) : '<invalid>';
}

export const WORKLOAD_CELLS: CellTable = {
  'apps.v1.Deployment': cells<Deployment>((one, now) => [
    nameCell(one), `${amount(one.status?.readyReplicas)}/${amount(one.spec?.replicas)}`, amount(one.status?.updatedReplicas), amount(one.status?.availableReplicas), age(one, now),
    ...containerCells(one.spec?.template.spec?.containers), deploymentSelector(one),
  ]),
  'apps.v1.ReplicaSet': cells<ReplicaSet>((one, now) => [
    nameCell(one), amount(one.spec?.replicas), amount(one.status?.replicas), amount(one.status?.readyReplicas), age(one, now),
    ...containerCells(one.spec?.template?.spec?.containers), formatLabelSelector(one.spec?.selector),
  ]),
  'core.v1.ReplicationController': cells<ReplicationController>((one, now) => [
    nameCell(one), amount(one.spec?.replicas), amount(one.status?.replicas), amount(one.status?.readyReplicas), age(one, now),
    ...containerCells(one.spec?.template?.spec?.containers), formatLabels(one.spec?.selector),
  ]),
  'apps.v1.StatefulSet': cells<StatefulSet>((one, now) => [
    nameCell(one), `${amount(one.status?.readyReplicas)}/${amount(one.spec?.replicas)}`, age(one, now), ...containerCells(one.spec?.template.spec?.containers),
  ]),
  'apps.v1.DaemonSet': cells<DaemonSet>((one, now) => [
    nameCell(one), amount(one.status?.desiredNumberScheduled), amount(one.status?.currentNumberScheduled), amount(one.status?.numberReady), amount(one.status?.updatedNumberScheduled),
    amount(one.status?.numberAvailable), formatLabels(one.spec?.template.spec?.nodeSelector), age(one, now), ...containerCells(one.spec?.template.spec?.containers), formatLabelSelector(one.spec?.selector),
  ]),
  'apps.v1.ControllerRevision': cells<ControllerRevision>((one, now) => [nameCell(one), controllerOf(one), amount(one.revision), age(one, now)]),
  'batch.v1.Job': cells<Job>((one, now) => [
    nameCell(one), jobStatus(one), completions(one), jobDuration(one, now), age(one, now), ...containerCells(one.spec?.template.spec?.containers), formatLabelSelector(one.spec?.selector),
  ]),
  'batch.v1.CronJob': cells<CronJob>((one, now) => [
    nameCell(one), one.spec?.schedule ?? '', one.spec?.timeZone ?? '<none>', one.spec?.suspend === undefined ? '<unset>' : one.spec.suspend ? 'True' : 'False', (one.status?.active ?? []).length,
    one.status?.lastScheduleTime === undefined ? '<none>' : since(one.status.lastScheduleTime, now), age(one, now),
    ...containerCells(one.spec?.jobTemplate.spec?.template.spec?.containers), formatLabelSelector(one.spec?.jobTemplate.spec?.selector),
  ]),
  'core.v1.PodTemplate': cells<PodTemplate>((one) => [nameCell(one), ...containerCells(one.template?.spec?.containers), formatLabels(one.template?.metadata?.labels)]),
  'policy.v1.PodDisruptionBudget': cells<PodDisruptionBudget>((one, now) => [
    nameCell(one), String(one.spec?.minAvailable ?? 'N/A'), String(one.spec?.maxUnavailable ?? 'N/A'), amount(one.status?.disruptionsAllowed), age(one, now),
  ]),
};

import type { DaemonSet, Deployment, StatefulSet } from '../../../api/generated/types/apps.v1';
import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { KubectlError } from '../../runtime/errors';

/** How far a rollout is (polymorphichelpers/rollout_status.go): a line, and whether it is over. */
export interface RolloutStatus {
  readonly text: string;
  readonly done: boolean;
}

const more = (text: string): RolloutStatus => ({ text: `${text}\n`, done: false });
const over = (text: string): RolloutStatus => ({ text: `${text}\n`, done: true });
const n = (value: number | undefined): number => value ?? 0;

function deploymentStatus({ metadata, spec, status }: Deployment, revision: number): RolloutStatus {
  const name = quote(metadata.name ?? '');
  if (revision > 0) {
    const running = Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
    if (running !== revision) throw new KubectlError(`desired revision (${revision}) is different from the running revision (${running})`);
  }
  if (n(metadata.generation) > n(status?.observedGeneration)) return more('Waiting for deployment spec update to be observed...');
  if (status?.conditions?.find(({ type }) => type === 'Progressing')?.reason === 'ProgressDeadlineExceeded') throw new KubectlError(`deployment ${name} exceeded its progress deadline`);
  const [updated, all, available] = [n(status?.updatedReplicas), n(status?.replicas), n(status?.availableReplicas)];
  const wait = (what: string): RolloutStatus => more(`Waiting for deployment ${name} rollout to finish: ${what}...`);
  if (spec?.replicas !== undefined && updated < spec.replicas) return wait(`${updated} out of ${spec.replicas} new replicas have been updated`);
  if (all > updated) return wait(`${all - updated} old replicas are pending termination`);
  if (available < updated) return wait(`${available} of ${updated} updated replicas are available`);
  return over(`deployment ${name} successfully rolled out`);
}

const ONLY = 'rollout status is only available for RollingUpdate strategy type';

function daemonStatus({ metadata, spec, status }: DaemonSet): RolloutStatus {
  if (spec?.updateStrategy?.type !== 'RollingUpdate') throw new KubectlError(ONLY);
  if (n(metadata.generation) > n(status?.observedGeneration)) return more('Waiting for daemon set spec update to be observed...');
  const name = quote(metadata.name ?? '');
  const [updated, desired, available] = [n(status?.updatedNumberScheduled), n(status?.desiredNumberScheduled), n(status?.numberAvailable)];
  if (updated < desired) return more(`Waiting for daemon set ${name} rollout to finish: ${updated} out of ${desired} new pods have been updated...`);
  if (available < desired) return more(`Waiting for daemon set ${name} rollout to finish: ${available} of ${desired} updated pods are available...`);
  return over(`daemon set ${name} successfully rolled out`);
}

function statefulStatus({ metadata, spec, status }: StatefulSet): RolloutStatus {
  if (spec?.updateStrategy?.type !== 'RollingUpdate') throw new KubectlError(ONLY);
  if (n(status?.observedGeneration) === 0 || n(metadata.generation) > n(status?.observedGeneration)) return more('Waiting for statefulset spec update to be observed...');
  const replicas = spec.replicas;
  if (replicas !== undefined && n(status?.readyReplicas) < replicas) return more(`Waiting for ${replicas - n(status?.readyReplicas)} pods to be ready...`);
  const updated = n(status?.updatedReplicas);
  const rolling = spec.updateStrategy.rollingUpdate;
  if (rolling !== undefined) {
    if (replicas !== undefined && rolling.partition !== undefined && updated < replicas - rolling.partition) {
      return more(`Waiting for partitioned roll out to finish: ${updated} out of ${replicas - rolling.partition} new pods have been updated...`);
    }
    return over(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  if (status?.updateRevision !== status?.currentRevision) return more(`waiting for statefulset rolling update to complete ${updated} pods at revision ${status?.updateRevision ?? ''}...`);
  return over(`statefulset rolling update complete ${n(status?.currentReplicas)} pods at revision ${status?.currentRevision ?? ''}...`);
}

const VIEWERS: Readonly<Record<string, (object: never, revision: number) => RolloutStatus>> = {
  'apps.v1.Deployment': deploymentStatus,
  'apps.v1.DaemonSet': daemonStatus,
  'apps.v1.StatefulSet': statefulStatus,
};

/** StatusViewerFor; undefined where a kind has no rollout. `type`: `apps.v1.Deployment`. */
export const statusViewer = (type: string): ((object: JsonObject, revision: number) => RolloutStatus) | undefined => VIEWERS[type] as ((object: JsonObject, revision: number) => RolloutStatus) | undefined;

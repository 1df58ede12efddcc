import type { Deployment, ReplicaSet } from '../../../api';
import type { Work } from '../../control/controller';
import { resolveFenceposts } from './fenceposts';

/** One sync of a Deployment. `deployment` is the controller's own copy: what it changes in it keeps the version that it was read with. */
export interface Session {
  readonly work: Work<null>;
  deployment: Deployment;
}

const NO_LIMIT = 2 ** 31 - 1;

export const DEPLOYMENTS = 'deployments.apps';
export const SETS = 'replicasets.apps';
export const HASH_LABEL = 'pod-template-hash';

export const wanted = ({ spec }: Deployment): number => spec.replicas ?? 1;
export const sizeOf = ({ spec }: ReplicaSet): number => spec?.replicas ?? 1;

export const isRolling = ({ spec }: Deployment): boolean => spec.strategy?.type === 'RollingUpdate';

export const hasDeadline = ({ spec }: Deployment): boolean => spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_LIMIT;

export const historyLimit = ({ spec }: Deployment): number | undefined => (spec.revisionHistoryLimit === NO_LIMIT ? undefined : spec.revisionHistoryLimit);

const fenceposts = (deployment: Deployment): { readonly maxSurge: number; readonly maxUnavailable: number } => {
  const { maxSurge, maxUnavailable } = deployment.spec.strategy?.rollingUpdate ?? {};
  return resolveFenceposts(maxSurge, maxUnavailable, wanted(deployment));
};

/** deploymentutil.MaxSurge. */
export const maxSurge = (deployment: Deployment): number => (isRolling(deployment) ? fenceposts(deployment).maxSurge : 0);

/** deploymentutil.MaxUnavailable. */
export function maxUnavailable(deployment: Deployment): number {
  if (!isRolling(deployment) || wanted(deployment) === 0) return 0;
  return Math.min(fenceposts(deployment).maxUnavailable, wanted(deployment));
}

const total = (sets: readonly (ReplicaSet | undefined)[], count: (set: ReplicaSet) => number): number => sets.reduce((sum, set) => sum + (set === undefined ? 0 : count(set)), 0);

export const sizes = (sets: readonly (ReplicaSet | undefined)[]): number => total(sets, sizeOf);
export const actual = (sets: readonly (ReplicaSet | undefined)[]): number => total(sets, ({ status }) => status?.replicas ?? 0);
export const ready = (sets: readonly (ReplicaSet | undefined)[]): number => total(sets, ({ status }) => status?.readyReplicas ?? 0);
export const available = (sets: readonly (ReplicaSet | undefined)[]): number => total(sets, ({ status }) => status?.availableReplicas ?? 0);

/** FilterActiveReplicaSets. */
export const activeSets = (sets: readonly (ReplicaSet | undefined)[]): ReplicaSet[] => sets.filter((set): set is ReplicaSet => set !== undefined && sizeOf(set) > 0);

const byText = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** ReplicaSetsByCreationTimestamp: the older first, of one second by name. */
export const byCreation = (a: ReplicaSet, b: ReplicaSet): number => byText(a.metadata.creationTimestamp, b.metadata.creationTimestamp) || byText(a.metadata.name, b.metadata.name);

/** ReplicaSetsBySizeNewer and ReplicaSetsBySizeOlder: the bigger first. */
export const bySizeNewer = (a: ReplicaSet, b: ReplicaSet): number => sizeOf(b) - sizeOf(a) || byCreation(b, a);
export const bySizeOlder = (a: ReplicaSet, b: ReplicaSet): number => sizeOf(b) - sizeOf(a) || byCreation(a, b);

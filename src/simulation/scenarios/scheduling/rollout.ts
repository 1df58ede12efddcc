import { podSource, replicaSetOf, replicaSetOwner } from '../../api';
import type { Deployment, Pod, ReplicaSet } from '../../api';
import { resolveFenceposts } from '../../cluster/controllers/deployment/fenceposts';
import type { Controller } from './workloads';

export interface Rollout {
  readonly controller: Controller;
  readonly replicaSet: ReplicaSet;
}

const key = ({ metadata }: Pod): string => `${metadata.namespace ?? 'default'}/${metadata.name ?? ''}`;
const runs = (pod: Pod): boolean => Boolean(pod.spec.nodeName);

/**
 * `kubectl rollout restart`, then pkg/controller/deployment rolling.go: the new ReplicaSet grows as far as the surge allows, old Pods go as far
 * as enough others run; those that do not run go first. With Recreate the old ones are gone before the first new one comes.
 */
export function restarted(deployment: Deployment, revision: number, seed: number): Rollout {
  const { template } = deployment.spec;
  const metadata = { ...template.metadata, annotations: { ...template.metadata?.annotations, 'kubectl.kubernetes.io/restartedAt': `revision ${revision}` } };
  const changed: Deployment = { ...deployment, spec: { ...deployment.spec, template: { ...template, metadata } } };
  const owner = replicaSetOwner(changed);
  const next = podSource(owner, seed);
  const prefix = `${deployment.metadata.name ?? ''}-`;
  const desired = deployment.spec.replicas ?? 1;
  const { type, rollingUpdate } = deployment.spec.strategy ?? {};
  const { maxSurge, maxUnavailable } = resolveFenceposts(rollingUpdate?.maxSurge ?? '25%', rollingUpdate?.maxUnavailable ?? '25%', desired);
  const isNew = ({ metadata: { ownerReferences = [] } }: Pod): boolean => ownerReferences.some(({ name }) => name === owner.name);
  return {
    replicaSet: replicaSetOf(changed),
    controller: {
      name: deployment.metadata.name ?? '',
      owns: ({ metadata: { ownerReferences = [], namespace } }) =>
        (namespace ?? 'default') === owner.namespace && ownerReferences.some((one) => one.kind === 'ReplicaSet' && one.name.startsWith(prefix) && /^[bcdfghjklmnpqrstvwxz2456789]+$/.test(one.name.slice(prefix.length))),
      reconcile({ alive, terminating }) {
        const made = alive.filter(isNew);
        const old = alive.filter((pod) => !isNew(pod));
        const create = (count: number): Pod[] => Array.from({ length: Math.max(0, count) }, next);
        if (type === 'Recreate') {
          if (old.length > 0) return { create: [], remove: old.map(key) };
          return { create: terminating.some((pod) => !isNew(pod)) ? [] : create(desired - made.length), remove: [] };
        }
        const grow = Math.min(desired - made.length, desired + maxSurge - alive.length);
        const enough = desired - maxUnavailable;
        const stuck = old.filter((pod) => !runs(pod)).slice(0, Math.max(0, alive.length - enough - made.filter((pod) => !runs(pod)).length));
        const spare = alive.filter(runs).length - enough;
        const running = old.filter(runs).slice(0, Math.max(0, spare));
        return { create: create(grow), remove: [...stuck, ...running].map(key) };
      },
    },
  };
}

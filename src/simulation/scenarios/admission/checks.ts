import type { Pod } from '../../api/generated/types/core.v1';
import type { ApiObject } from '../../api/types';
import { HOOKS, type HookSettings } from './hooks';
import { APP, walk } from './walk';

/** A new Pod with one container. */
export const podOf = (name: string, namespace: string, image: string): ApiObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: { containers: [{ name: 'app', image }] } }) as ApiObject;

export const GOALS = ['sidecar', 'latest', 'own', 'system', 'strict'] as const;
/**
 * `sidecar`: a Pod gets a second container or a sidecar. `latest`: a floating image is refused. The rest with the webhooks' program down: `own`, its own
 * Pod may start, `system`, so may the system's, `strict`, a floating image is refused even so.
 */
export type Goal = (typeof GOALS)[number];

const count = (object: ApiObject | undefined): number => {
  const { containers = [], initContainers = [] } = (object as Pod | undefined)?.spec ?? {};
  return containers.length + initContainers.length;
};

/** Which goals a setting of policies and webhooks reaches. */
export function reached(policies: readonly ApiObject[], settings: HookSettings): Readonly<Record<Goal, boolean>> {
  const up: HookSettings = settings.server === 'none' ? settings : { ...settings, server: 'up' };
  const down: HookSettings = settings.server === 'none' ? settings : { ...settings, server: 'down' };
  const good = walk(podOf('web', APP, 'nginx:1.30'), policies, up);
  const isRefused = (one: ApiObject, how: HookSettings): boolean => 'status' in walk(one, policies, how);
  return {
    sidecar: 'object' in good && count(good.object) > 1,
    latest: 'object' in good && isRefused(podOf('web', APP, 'nginx:latest'), up),
    own: !isRefused(podOf('hooks', HOOKS, 'registry.k8s.example/hooks:1.0'), down),
    system: !isRefused(podOf('coredns', 'kube-system', 'registry.k8s.io/coredns/coredns:v1.13.1'), down),
    strict: isRefused(podOf('web', APP, 'nginx:latest'), down),
  };
}

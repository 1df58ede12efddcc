/** What the reader sets on the controller's way from event to request. It stands in a ConfigMap of the cluster, so that it is part of the history. */
import type { ApiObject } from '../../../api';
import type { ConfigMap } from '../../../api/generated/types/core.v1';
import type { Input } from '../../../cluster/history/history';
import { ADMIN } from '../admin';

export interface LoopSwitches {
  /** What becomes of notifications on the way from the cache to the queue. */
  readonly events: 'arrive' | 'lost';
  /** The informer hands over every object of its cache again from time to time. */
  readonly resync: 'off' | 'on';
  /** How old the cache is. */
  readonly cache: 'fresh' | 'late';
  readonly worker: 'works' | 'paused';
  /** Which controller works: the one of kube-controller-manager, the same without its expectations, or one that adds without counting. */
  readonly controller: 'compares' | 'forgets' | 'adds';
}

export const LOOP_CHOICES: { readonly [S in keyof LoopSwitches]: readonly LoopSwitches[S][] } = {
  events: ['arrive', 'lost'], resync: ['off', 'on'], cache: ['fresh', 'late'], worker: ['works', 'paused'], controller: ['compares', 'forgets', 'adds'],
};
export const LOOP_DEFAULT: LoopSwitches = { events: 'arrive', resync: 'off', cache: 'fresh', worker: 'works', controller: 'compares' };

const [NAMESPACE, NAME] = ['default', 'loop-switches'];

export const switchesObject: ApiObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, namespace: NAMESPACE }, data: { ...LOOP_DEFAULT } } as ApiObject;

export const isSwitches = ({ metadata }: ApiObject): boolean => metadata.name === NAME && metadata.namespace === NAMESPACE;

/** What the ConfigMap says; what it does not know is as at the beginning. */
export function switchesIn({ data = {} }: Pick<ConfigMap, 'data'>): LoopSwitches {
  const chosen = Object.entries(LOOP_CHOICES).map(([name, choices]) => [name, (choices as readonly string[]).find((one) => one === data[name]) ?? LOOP_DEFAULT[name as keyof LoopSwitches]] as const);
  return Object.fromEntries(chosen) as unknown as LoopSwitches;
}

/** Setting some of them, as a request. */
export const setSwitches = (part: Partial<LoopSwitches>): Input => ({
  kind: 'request', request: { verb: 'patch', group: '', resource: 'configmaps', namespace: NAMESPACE, name: NAME, user: ADMIN, patch: { data: { ...part } } },
});

/**
 * Two journeys through a cluster: `kubectl apply` (control path) and `GET /` (data path). Each step names who acts and who must be
 * alive at that moment. Rules that a dead process left in the kernel keep working, so the data path needs neither kube-proxy nor the
 * CNI agent. After the components page of the Kubernetes documentation and "Virtual IPs and Service Proxies".
 */
export const PLAYS = ['apply', 'get'] as const;
export type Play = (typeof PLAYS)[number];

export const PLACES = {
  outside: ['kubectl', 'registry', 'public-dns', 'load-balancer'],
  control: ['api-server', 'etcd', 'controller-manager', 'scheduler'],
  node: ['kubelet', 'runtime', 'cni', 'kube-proxy'],
  pods: ['gateway', 'app', 'dns'],
} as const;
export type Place = keyof typeof PLACES;
export type Actor = (typeof PLACES)[Place][number];
/** One actor, or all four of the control plane at once. */
export type Victim = Actor | 'control-plane';

export const APPLY_STEPS = ['send', 'admit', 'store', 'create', 'schedule', 'accept', 'sandbox', 'network', 'image', 'ready', 'endpoints', 'rules'] as const;
export const GET_STEPS = ['resolve', 'enter', 'node', 'route', 'hop', 'handle', 'lookup', 'redis', 'reply'] as const;
export type StepId = (typeof APPLY_STEPS)[number] | (typeof GET_STEPS)[number];

export interface Step {
  readonly id: StepId;
  readonly actor: Actor;
  /** Without any one of these the step does not happen. */
  readonly needs: readonly Actor[];
}

const step = (id: StepId, actor: Actor, ...needs: Actor[]): Step => ({ id, actor, needs });

export const STEPS: Readonly<Record<Play, readonly Step[]>> = {
  apply: [
    step('send', 'kubectl', 'kubectl'),
    step('admit', 'api-server', 'api-server'),
    step('store', 'etcd', 'api-server', 'etcd'),
    step('create', 'controller-manager', 'api-server', 'etcd', 'controller-manager'),
    step('schedule', 'scheduler', 'api-server', 'etcd', 'scheduler'),
    step('accept', 'kubelet', 'api-server', 'kubelet'),
    step('sandbox', 'runtime', 'kubelet', 'runtime'),
    step('network', 'cni', 'runtime', 'cni'),
    step('image', 'registry', 'kubelet', 'runtime', 'registry'),
    step('ready', 'app', 'kubelet', 'app', 'api-server', 'etcd'),
    step('endpoints', 'controller-manager', 'api-server', 'etcd', 'controller-manager'),
    step('rules', 'kube-proxy', 'api-server', 'kube-proxy'),
  ],
  get: [
    step('resolve', 'public-dns', 'public-dns'),
    step('enter', 'load-balancer', 'load-balancer'),
    step('node', 'kube-proxy'),
    step('route', 'gateway', 'gateway'),
    step('hop', 'cni'),
    step('handle', 'app', 'app'),
    step('lookup', 'dns', 'app', 'dns'),
    step('redis', 'kube-proxy', 'app'),
    step('reply', 'gateway', 'app', 'gateway', 'load-balancer'),
  ],
};

export function isDead(actor: Actor, victim: Victim | null): boolean {
  return victim === 'control-plane' ? (PLACES.control as readonly Actor[]).includes(actor) : actor === victim;
}

/** Index of the first step that does not happen when `victim` dies just before step `at` and stays dead; null when all happen. */
export function haltsAt(play: Play, victim: Victim | null, at: number): number | null {
  if (victim === null) return null;
  const found = STEPS[play].findIndex((one, index) => index >= at && one.needs.some((actor) => isDead(actor, victim)));
  return found < 0 ? null : found;
}

export type StepStatus = 'done' | 'now' | 'ahead' | 'never';

/** How step `index` stands when the player is at `now`. */
export function statusOf(index: number, now: number, halt: number | null): StepStatus {
  if (halt !== null && index >= halt) return 'never';
  if (index === now) return 'now';
  return index < now ? 'done' : 'ahead';
}

/** Minor versions (the 36 of 1.36) of what runs in one cluster. */
export interface Minors {
  /** All API servers, in any order; at least one. */
  apiServers: readonly number[];
  /** kube-controller-manager, kube-scheduler and cloud-controller-manager. */
  controllers: number;
  kubelet: number;
  kubectl: number;
}

export type Component = 'apiServers' | 'controllers' | 'kubelet' | 'kubectl';

/** The minors that a component may have, both ends included. */
export interface Range {
  from: number;
  to: number;
}

/** How far the newest and the oldest API server may be apart. */
export const API_SERVER_SKEW = 1;
/** How much older than an API server a kubelet may be: `MaximumAllowedMinorVersionKubeletSkew` of kubeadm, cmd/kubeadm/app/phases/upgrade/policy.go. */
export const KUBELET_SKEW = 3;
/** How much older than an API server its controllers may be. */
export const CONTROLLER_SKEW = 1;
/** How far kubectl may be from an API server, on both sides. */
export const KUBECTL_SKEW = 1;

const newest = ({ apiServers }: Minors): number => Math.max(...apiServers);
const oldest = ({ apiServers }: Minors): number => Math.min(...apiServers);

/**
 * The range that the version skew policy (kubernetes.io/releases/version-skew-policy) leaves a component beside the API servers of
 * this cluster. Behind a load balancer every client may meet every API server, so the oldest sets the upper end and the newest the lower.
 */
export function allowedRange(minors: Minors, component: Component): Range {
  const [low, high] = [oldest(minors), newest(minors)];
  switch (component) {
    case 'apiServers':
      return { from: high - API_SERVER_SKEW, to: high };
    case 'controllers':
      return { from: high - CONTROLLER_SKEW, to: low };
    case 'kubelet':
      return { from: high - KUBELET_SKEW, to: low };
    case 'kubectl':
      return { from: high - KUBECTL_SKEW, to: low + KUBECTL_SKEW };
  }
}

export type Verdict = 'supported' | 'too-old' | 'too-new';

/** What the policy says of one component. API servers can only be too old: the newest of them is the measure. */
export function verdictOf(minors: Minors, component: Component): Verdict {
  const { from, to } = allowedRange(minors, component);
  const minor = component === 'apiServers' ? oldest(minors) : minors[component];
  if (minor < from) return 'too-old';
  return minor > to ? 'too-new' : 'supported';
}

export const COMPONENTS: readonly Component[] = ['apiServers', 'controllers', 'kubelet', 'kubectl'];

export const isSupported = (minors: Minors): boolean => COMPONENTS.every((component) => verdictOf(minors, component) === 'supported');

export interface Step {
  component: Component;
  to: number;
  /** `held-back`: the control plane cannot go up before this component has. */
  because: 'order' | 'held-back';
}

/**
 * The next step of an upgrade that keeps a supported cluster supported, in the order of the policy's upgrade section: every API server,
 * then its controllers, then kubelets, kubectl last, and no minor of the control plane left out. A component that would fall out of
 * its range by the next API server goes first. Kubelets may leave minors out.
 *
 * @returns undefined when everything is at `target`
 */
export function nextStep(minors: Minors, target: number): Step | undefined {
  const [low, high] = [oldest(minors), newest(minors)];
  if (low < high) return { component: 'apiServers', to: high, because: 'order' };
  if (minors.controllers < low) return { component: 'controllers', to: low, because: 'order' };
  if (high < target) {
    const raised = { ...minors, apiServers: [high + 1, ...minors.apiServers.slice(1)] };
    const held = (['kubelet', 'kubectl'] as const).find((component) => verdictOf(raised, component) === 'too-old');
    return held === undefined ? { component: 'apiServers', to: high + 1, because: 'order' } : { component: held, to: low, because: 'held-back' };
  }
  const behind = (['kubelet', 'kubectl'] as const).find((component) => minors[component] < target);
  return behind === undefined ? undefined : { component: behind, to: target, because: 'order' };
}

/** The cluster after a component has gone to a minor; of the API servers the first that is older goes. */
export function raise(minors: Minors, component: Component, to: number): Minors {
  if (component !== 'apiServers') return { ...minors, [component]: to };
  const index = minors.apiServers.findIndex((minor) => minor < to);
  return { ...minors, apiServers: minors.apiServers.map((minor, at) => (at === index ? to : minor)) };
}

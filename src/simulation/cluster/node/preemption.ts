/** Room for a critical Pod (pkg/kubelet/preemption/preemption.go): which Pods of the node it may put out, and which of them it does. */
import { qosClass, specRequests } from '../../api';
import type { Pod } from '../../api';
import { amountOf } from './amounts';

const SYSTEM_CRITICAL = 2_000_000_000;

/** A Pod of the node; a static one has a file. */
export interface Resident {
  readonly uid: string;
  readonly pod: Pod;
  readonly file?: string;
}

export interface Requirement {
  readonly name: string;
  readonly quantity: number;
}

/** types.IsCriticalPod. */
export const isCritical = ({ pod, file }: Pick<Resident, 'pod' | 'file'>): boolean => file !== undefined || (pod.spec.priority ?? 0) >= SYSTEM_CRITICAL;

/** types.Preemptable. */
function isPreemptable(preemptor: Resident, other: Resident): boolean {
  if (isCritical(preemptor) && !isCritical(other)) return true;
  const [a, b] = [preemptor.pod.spec.priority, other.pod.spec.priority];
  return a !== undefined && b !== undefined && a > b;
}

/** resource.GetResourceRequest. */
const requestOf = ({ pod }: Resident, name: string): number => (name === 'pods' ? 1 : amountOf(specRequests(pod.spec), name));

const printed = (requirements: readonly Requirement[]): string => `[${requirements.map(({ name, quantity }) => `(res: ${name}, q: ${quantity}), `).join('')}]`;

const without = (requirements: readonly Requirement[], pods: readonly Resident[]): readonly Requirement[] =>
  requirements.flatMap(({ name, quantity }) => {
    const left = quantity - pods.reduce((sum, pod) => sum + requestOf(pod, name), 0);
    return left > 0 ? [{ name, quantity: left }] : [];
  });

const distance = (requirements: readonly Requirement[], pod: Resident): number =>
  requirements.reduce((sum, { name, quantity }) => sum + (Math.max(0, quantity - requestOf(pod, name)) / quantity) ** 2, 0);

function asksNoMore(a: Resident, b: Resident): boolean {
  for (const name of ['memory', 'cpu']) {
    const [x, y] = [requestOf(a, name), requestOf(b, name)];
    if (x !== y) return x < y;
  }
  return true;
}

/** getPodsToPreemptByDistance: the Pod that gives most of what is missing, and the smaller one of two that give the same. */
function byDistance(all: readonly Resident[], wanted: readonly Requirement[]): readonly Resident[] {
  const pods = [...all];
  const chosen: Resident[] = [];
  for (let left = wanted; left.length > 0 && pods.length > 0;) {
    let [best, least] = [0, left.length + 1];
    pods.forEach((pod, at) => {
      const far = distance(left, pod);
      if (far < least || (far === least && asksNoMore(pod, pods[best]!))) [best, least] = [at, far];
    });
    const one = pods[best]!;
    left = without(left, [one]);
    chosen.push(one);
    pods[best] = pods.at(-1)!;
    pods.pop();
  }
  return chosen;
}

/** getPodsToPreempt: as few Guaranteed Pods as it can be, then as few Burstable ones, then BestEffort ones; or why there are not enough. */
export function podsToPreempt(preemptor: Resident, pods: readonly Resident[], wanted: readonly Requirement[]): readonly Resident[] | string {
  const of = (qos: string): readonly Resident[] => pods.filter((one) => isPreemptable(preemptor, one) && qosClass(one.pod.spec) === qos);
  const [bestEffort, burstable, guaranteed] = [of('BestEffort'), of('Burstable'), of('Guaranteed')];
  const unmet = without(wanted, [...bestEffort, ...burstable, ...guaranteed]);
  if (unmet.length > 0) return `no set of running pods found to reclaim resources: ${printed(unmet)}`;
  const third = byDistance(guaranteed, without(wanted, [...bestEffort, ...burstable]));
  const second = byDistance(burstable, without(wanted, [...bestEffort, ...third]));
  const first = byDistance(bestEffort, without(wanted, [...second, ...third]));
  return [...first, ...second, ...third];
}

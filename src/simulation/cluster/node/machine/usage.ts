/** What the processes of a machine use of its CPUs and its memory. Simplified: the cgroups of Pods stand beside one another, and of the CPU's history only the present is known. */
import { byText } from '../../../base/ordered-map';
import { milliValue, quantityOf, unitValue } from '../../../api';
import type { ResourceRequirements } from '../../../api';
import { milliCpuToQuota, milliCpuToShares, QUOTA_PERIOD_US, sharesToWeight } from '../../../resources/pod/cpu-arithmetic';
import { runCpu } from '../../../resources/run-cpu';
import type { CpuGroupResult } from '../../../resources/run-cpu';
import type { Behaviour, End } from '../../images/behaviour';
import { stateAt } from './machine';
import type { Machine, RuntimeContainer } from './machine';

/** Of a process whose image says nothing, bytes. */
const PLAIN = 4 * 1024 * 1024;
const SECOND = 1_000_000;
/** All of a node that is no Pod: its kernel, the kubelet, the runtime. */
export const NODE_MEMORY = 600 * 1024 * 1024;

const heldAfter = ({ holds = [], rss = PLAIN }: Behaviour, after: number): number => rss + Math.max(0, ...holds.filter((one) => one.after <= after).map(({ bytes }) => bytes));

/** The working set of a container, bytes. */
export function memoryOf(container: RuntimeContainer, now: number): number {
  const state = stateAt(container, now);
  return state.state === 'running' ? heldAfter(container.behaviour, now - state.startedAt) : 0;
}

/** When memory.max kills it, of the limit that it was created with; undefined where it does not. */
export function memoryEnd({ holds = [], rss = PLAIN }: Behaviour, resources: ResourceRequirements | undefined): End | undefined {
  const limit = unitValue(quantityOf(resources?.limits?.memory));
  const first = limit === 0 ? undefined : [...holds].sort((a, b) => a.after - b.after).find(({ bytes }) => rss + bytes > limit);
  return first === undefined ? undefined : { after: first.after, code: 137, oom: true };
}

export interface CpuUse extends Pick<CpuGroupResult, 'usageUs' | 'nrPeriods' | 'nrThrottled' | 'throttledUs'> {
  /** Which container, by its ID. */
  readonly path: string;
}

/** What has been found out of the same groups before. */
const known = new Map<string, readonly CpuUse[]>();
const MOST_KNOWN = 50;

/** What the busy containers of a machine get of its CPUs in a second. */
export function cpuUse(machine: Machine, cpus: number, now: number): readonly CpuUse[] {
  const groups = [...byText.entries(machine.pods)].flatMap(([, pod]) => pod.containers).flatMap((container) => {
    const { busy = 0 } = container.behaviour;
    if (busy === 0 || stateAt(container, now).state !== 'running') return [];
    const { requests, limits } = container.resources ?? {};
    const request = requests?.cpu ?? limits?.cpu;
    const quota = limits?.cpu === undefined ? null : milliCpuToQuota(milliValue(quantityOf(limits.cpu)), QUOTA_PERIOD_US);
    return [{ path: container.id, threads: busy, quota, weight: sharesToWeight(milliCpuToShares(request === undefined ? 0 : milliValue(quantityOf(request)))) }];
  });
  if (groups.length === 0) return [];
  const key = JSON.stringify([cpus, groups]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = runCpu({ cpus, groups, durationUs: SECOND, warmupUs: SECOND, seed: 1 });
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, found);
  return found;
}

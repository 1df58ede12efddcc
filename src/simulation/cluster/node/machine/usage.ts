/** What the processes of a machine use of its CPUs and its memory. Simplified: the cgroups of Pods stand beside one another, and of the CPU's history only the present is known. */
import { byText } from '../../../base/ordered-map';
import { milliValue, quantityOf, unitValue } from '../../../api';
import type { ResourceRequirements } from '../../../api';
import { milliCpuToQuota, milliCpuToShares, QUOTA_PERIOD_US, sharesToWeight } from '../../../resources/pod/cpu-arithmetic';
import { runCpu } from '../../../resources/run-cpu';
import type { CpuGroupResult } from '../../../resources/run-cpu';
import { cpuLimit, cpuWeight, shareCpus } from '../../demand/share';
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
const NO_DEMAND: ReadonlyMap<string, number> = new Map();
/** CFS periods of a second. */
const PERIODS = 10;

/** The same where some of them are called by clients: by weights and limits alone, without a run queue. */
function sharedUse(machine: Machine, cpus: number, now: number, demand: ReadonlyMap<string, number>): readonly CpuUse[] {
  const wanting = [...byText.entries(machine.pods)].flatMap(([, pod]) => pod.containers).flatMap((container) => {
    const want = (container.behaviour.busy ?? 0) + (demand.get(container.id) ?? 0);
    return want === 0 || stateAt(container, now).state !== 'running' ? [] : [{ id: container.id, want, most: cpuLimit(container.resources), weight: cpuWeight(container.resources) }];
  });
  const given = shareCpus(cpus, wanting);
  return wanting.map(({ id, most, want }, at) => {
    const used = given[at] ?? 0;
    // At its limit it waits out the rest of every period; below it only now and then.
    const held = Number.isFinite(most) ? Math.max(0, Math.min(1, (used / most - 0.9) * 10)) : 0;
    return { path: id, usageUs: used * SECOND, nrPeriods: PERIODS, nrThrottled: Math.round(PERIODS * held), throttledUs: Math.round(held * Math.max(0, want - used) * SECOND) };
  });
}

/** What the busy containers of a machine get of its CPUs in a second. `demand`: CPUs that calls take of them, by container. */
export function cpuUse(machine: Machine, cpus: number, now: number, demand: ReadonlyMap<string, number> = NO_DEMAND): readonly CpuUse[] {
  if ([...byText.entries(machine.pods)].some(([, pod]) => pod.containers.some(({ id }) => (demand.get(id) ?? 0) > 0))) return sharedUse(machine, cpus, now, demand);
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

/** How the CPUs of a machine are shared among groups that want a part of them: by weight, and nobody gets more than it wants or may have. */
import { milliValue, quantityOf } from '../../api';
import type { ResourceRequirements } from '../../api';
import { milliCpuToShares, sharesToWeight } from '../../resources/pod/cpu-arithmetic';

export interface Wanting {
  /** CPUs that it would use if nobody stood in its way. */
  readonly want: number;
  /** cpu.max, CPUs; infinite without one. */
  readonly most: number;
  readonly weight: number;
}

/** CPUs for each, in order. As a fair scheduler gives them over many periods; a single run queue's order is not modelled here. */
export function shareCpus(cpus: number, groups: readonly Wanting[]): readonly number[] {
  const given = groups.map(() => 0);
  const limit = groups.map(({ want, most }) => Math.min(want, most));
  let open = groups.map((_, at) => at).filter((at) => (limit[at] ?? 0) > 0);
  let left = cpus;
  while (open.length > 0 && left > 1e-9) {
    const weights = open.reduce((sum, at) => sum + (groups[at]?.weight ?? 0), 0);
    const part = (at: number): number => (left * (groups[at]?.weight ?? 0)) / weights;
    const full = open.filter((at) => (limit[at] ?? 0) <= part(at) + 1e-12);
    if (full.length === 0) {
      for (const at of open) given[at] = part(at);
      return given;
    }
    for (const at of full) given[at] = limit[at] ?? 0;
    left -= full.reduce((sum, at) => sum + (limit[at] ?? 0), 0);
    open = open.filter((at) => !full.includes(at));
  }
  return given;
}

/** cpu.max of a container, CPUs; infinite without one. */
export const cpuLimit = (resources: ResourceRequirements | undefined): number => (resources?.limits?.cpu === undefined ? Number.POSITIVE_INFINITY : milliValue(quantityOf(resources.limits.cpu)) / 1000);

/** Its cpu.weight. */
export function cpuWeight(resources: ResourceRequirements | undefined): number {
  const request = resources?.requests?.cpu ?? resources?.limits?.cpu;
  return sharesToWeight(milliCpuToShares(request === undefined ? 0 : milliValue(quantityOf(request))));
}

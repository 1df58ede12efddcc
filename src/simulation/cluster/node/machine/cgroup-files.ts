/** A container's own cgroup, as it finds it under /sys/fs/cgroup, and what the kernel makes of it (Documentation/admin-guide/cgroup-v2.rst). */
import { byText } from '../../../base/ordered-map';
import { milliValue, quantityOf, unitValue } from '../../../api';
import type { Container, Pod } from '../../../api';
import { containerCgroup } from '../../../resources/pod/container-cgroup';
import { demandOf } from '../../demand/calls';
import { viewOf } from '../../control/view';
import type { Cluster } from '../../state';
import type { RuntimeContainer } from './machine';
import { cpuUse, memoryOf } from './usage';

const PERIODS_A_SECOND = 10;

/** Counters since the container's start, as if all of it had been as the present second is. */
function cpuStat(cluster: Cluster, node: string, container: RuntimeContainer, cpus: number): string {
  const machine = byText.get(cluster.machines, node);
  const { now } = cluster.clock;
  const seconds = (now - (container.startedAt ?? now)) / 1_000_000;
  const own = machine === undefined ? undefined : cpuUse(machine, cpus, now, demandOf(cluster).cpus).find(({ path }) => path === container.id);
  const since = (perSecond: number): number => Math.floor(perSecond * seconds);
  const usage = since(own?.usageUs ?? 1000);
  const limited = container.resources?.limits?.cpu !== undefined;
  const periods = limited ? since(own?.nrPeriods ?? PERIODS_A_SECOND) : 0;
  const rows: readonly (readonly [string, number])[] = [
    ['usage_usec', usage], ['user_usec', usage], ['system_usec', 0],
    ['nr_periods', periods], ['nr_throttled', limited ? Math.min(periods, since(own?.nrThrottled ?? 0)) : 0], ['throttled_usec', limited ? since(own?.throttledUs ?? 0) : 0],
  ];
  return rows.map(([name, value]) => `${name} ${value}\n`).join('');
}

/** Texts by their paths, with `oom_score_adj` of the first process. `resources`: those that the container has now, which a resize changes. */
export function cgroupFiles(cluster: Cluster, pod: Pod, spec: Container | undefined, container: RuntimeContainer): Readonly<Record<string, string>> {
  const node = pod.spec.nodeName ?? '';
  const { cpu, memory } = viewOf(cluster.server.store.tables).get('nodes', undefined, node)?.status?.capacity ?? {};
  const own: Container = { ...(spec ?? { name: container.name }), ...(container.resources === undefined ? {} : { resources: container.resources }) };
  const { files, oomScoreAdj } = containerCgroup(pod.spec, own, { nodeMemory: unitValue(quantityOf(memory)) });
  const current = memoryOf(container, cluster.clock.now);
  const texts = {
    ...files,
    'cpu.stat': cpuStat(cluster, node, container, Math.max(1, milliValue(quantityOf(cpu)) / 1000)).trimEnd(),
    'memory.current': String(current), 'memory.stat': `anon ${current}\nfile 0\ninactive_file 0`,
  };
  return { ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/sys/fs/cgroup/${name}`, `${text}\n`])), '/proc/1/oom_score_adj': `${oomScoreAdj}\n`, '/proc/self/oom_score_adj': `${oomScoreAdj}\n` };
}

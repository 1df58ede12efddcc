/** Which samples belong together: the containers of one workload, whose Pods differ by the end of their names only. */
import type { UsageSample } from './types';

/** The letters that Kubernetes makes names of (apimachinery pkg/util/rand): no vowels, nothing that looks like another. */
const SAFE = '[bcdfghjklmnpqrstvwxz2456789]';
const DEPLOYMENT = new RegExp(`-${SAFE}{5,10}-${SAFE}{5}$`);
const GENERATED = new RegExp(`-${SAFE}{5}$`);
const ORDINAL = /-\d+$/;

/** `web` of `web-7d9c5b8f6d-x2k4p`, `db` of `db-0`, `agent` of `agent-4xq7z`: a guess from the name, since usage does not carry the owner. */
export function workloadOf(pod: string): string {
  for (const end of [DEPLOYMENT, ORDINAL, GENERATED]) if (end.test(pod) && pod.replace(end, '') !== '') return pod.replace(end, '');
  return pod;
}

export interface MeasuredContainer {
  readonly name: string;
  /** Thousandths and bytes, one a sample, in the order of the text. */
  readonly cpu: readonly number[];
  readonly memory: readonly number[];
}

export interface MeasuredWorkload {
  readonly namespace: string;
  /** '' where the text names no Pod. */
  readonly name: string;
  /** How many Pods there were. */
  readonly pods: number;
  /** Seconds between the first and the last sample; null without times. */
  readonly span: number | null;
  readonly containers: readonly MeasuredContainer[];
}

export function measuredWorkloads(samples: readonly UsageSample[]): readonly MeasuredWorkload[] {
  const found = new Map<string, { namespace: string; name: string; pods: Set<string>; first: number; last: number; containers: Map<string, { cpu: number[]; memory: number[] }> }>();
  for (const { namespace, pod, container, at, cpu, memory } of samples) {
    const name = workloadOf(pod);
    const key = `${namespace}/${name}`;
    let workload = found.get(key);
    if (workload === undefined) found.set(key, (workload = { namespace, name, pods: new Set(), first: Infinity, last: -Infinity, containers: new Map() }));
    workload.pods.add(pod);
    if (at !== null) {
      workload.first = Math.min(workload.first, at);
      workload.last = Math.max(workload.last, at);
    }
    let one = workload.containers.get(container);
    if (one === undefined) workload.containers.set(container, (one = { cpu: [], memory: [] }));
    if (cpu !== null) one.cpu.push(cpu);
    if (memory !== null) one.memory.push(memory);
  }
  return [...found.values()].map(({ namespace, name, pods, first, last, containers }) => ({
    namespace, name, pods: pods.size, span: last > first ? last - first : null, containers: [...containers].map(([container, values]) => ({ name: container, ...values })),
  }));
}

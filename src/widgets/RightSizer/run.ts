import { GOALS, RULES, type Goal } from '@site/src/simulation/resources/sizing/goals';
import { readUsage } from '@site/src/simulation/resources/sizing/read-usage';
import { sizeWorkload, type SizeNode, type WorkloadSize } from '@site/src/simulation/resources/sizing/size';
import type { UsageProblem } from '@site/src/simulation/resources/sizing/types';
import { measuredWorkloads } from '@site/src/simulation/resources/sizing/workloads';
import type { SizerState } from './state';

export type SizerInput = Pick<SizerState, 'text' | 'chosen' | 'nodeCpu' | 'nodeMemory'>;

/** How many samples lie in each part of the way from nothing to the largest. */
export interface Bars {
  readonly most: number;
  readonly counts: readonly number[];
}

export interface SizerRun {
  readonly problems: readonly UsageProblem[];
  readonly names: readonly string[];
  /** Of the workload that is shown; null where nothing was measured. */
  readonly shown: {
    readonly pods: number;
    readonly span: number | null;
    readonly samples: number;
    readonly bars: readonly { readonly cpu: Bars; readonly memory: Bars }[];
    readonly sizes: Readonly<Record<Goal, WorkloadSize>>;
  } | null;
}

const BARS = 48;
const GIB = 1024 ** 3;

function barsOf(values: readonly number[]): Bars {
  const most = values.reduce((top, value) => Math.max(top, value), 0);
  const counts = Array.from({ length: BARS }, () => 0);
  for (const value of values) counts[most === 0 ? 0 : Math.min(BARS - 1, Math.floor((value / most) * BARS))] += 1;
  return { most, counts };
}

/** Reads the text and sizes one of its workloads for every goal. */
export function runSizer({ text, chosen, nodeCpu, nodeMemory }: SizerInput): SizerRun {
  const { samples, problems } = readUsage(text);
  const workloads = measuredWorkloads(samples);
  const names = workloads.map(({ namespace, name, containers }) => `${namespace === '' ? '' : `${namespace}/`}${name === '' ? containers[0].name : name}`);
  const workload = workloads[chosen] ?? workloads[0];
  if (workload === undefined) return { problems, names, shown: null };
  // The eviction threshold of 100Mi is not for Pods.
  const node: SizeNode = { cpu: nodeCpu, memory: nodeMemory * GIB - 100 * 1024 * 1024, capacityMemory: nodeMemory * GIB, maxPods: 110 };
  const sizes = Object.fromEntries(GOALS.map((goal) => [goal, sizeWorkload(workload, RULES[goal], node)])) as Record<Goal, WorkloadSize>;
  return {
    problems, names,
    shown: {
      pods: workload.pods, span: workload.span, sizes,
      samples: Math.max(...workload.containers.map(({ cpu, memory }) => Math.max(cpu.length, memory.length))),
      bars: workload.containers.map(({ cpu, memory }) => ({ cpu: barsOf(cpu), memory: barsOf(memory) })),
    },
  };
}

import type { SizingRules } from './size';

export const GOALS = ['latency', 'balanced', 'dense', 'guaranteed'] as const;
/** What matters most: short waits, a middle way, few nodes, or a fixed share that is the same every day. */
export type Goal = (typeof GOALS)[number];

export const RULES: Readonly<Record<Goal, SizingRules>> = {
  latency: { cpuPercentile: 0.95, memoryHeadroom: 0.2, cpuLimit: 'none' },
  balanced: { cpuPercentile: 0.9, memoryHeadroom: 0.15, cpuLimit: 'none' },
  dense: { cpuPercentile: 0.5, memoryHeadroom: 0.1, cpuLimit: 'burst' },
  guaranteed: { cpuPercentile: 1, memoryHeadroom: 0.2, cpuLimit: 'request' },
};

/** How something is doing, in the five tones that every picture uses. */
export type Tone = 'waiting' | 'working' | 'good' | 'warned' | 'failed';

const WAITING = new Set(['Pending', 'SchedulingGated']);
const WORKING = new Set(['ContainerCreating', 'PodInitializing', 'Terminating']);
const GOOD = new Set(['Completed', 'Succeeded']);
const WARNED = new Set(['NotReady', 'Unknown', 'NodeLost']);

/** The tone of a Pod by its STATUS (`api/table/pod-state.ts`) and how many of its containers are ready. */
export function toneOf(status: string, ready: number, containers: number): Tone {
  if (WAITING.has(status)) return 'waiting';
  if (status === 'Running') return ready === containers ? 'good' : 'working';
  if (WORKING.has(status) || /^Init:\d+\/\d+$/.test(status)) return 'working';
  if (GOOD.has(status)) return 'good';
  return WARNED.has(status) ? 'warned' : 'failed';
}

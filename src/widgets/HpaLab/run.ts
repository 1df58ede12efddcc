import { runScene, type SceneSync } from '@site/src/simulation/resources/autoscaler/scene';
import { DEFAULT_SETTINGS, type Autoscaler } from '@site/src/simulation/resources/autoscaler/types';
import { readAutoscaler } from './autoscaler';
import type { LabState } from './state';

/** What happens does not depend on the time that is looked at, nor on a text that is not taken yet. */
export type SceneState = Omit<LabState, 'preset' | 'yaml' | 'at'>;

/** CPU that one request takes here, ms. */
export const REQUEST_MS = 10;
/** Replicas beyond this would not fit the picture: bounds above it count as this, and the lab says so. */
export const MOST_PODS = 200;
/** What a node has of CPU for Pods, thousandths: a machine of two CPUs. */
export const NODE_CPU = 1900;
const MEMORY = 200 * 1024 * 1024;

const bounded = (value: number): number => Math.min(MOST_PODS, value);

/** An hour of the lab: a look every 15 s. */
export function runLab(state: SceneState): readonly SceneSync[] {
  const read = readAutoscaler(state.applied, state.toZero).hpa;
  if (read === null) return [];
  const { minReplicas = 1, maxReplicas } = read.spec;
  const hpa: Autoscaler = { ...read, spec: { ...read.spec, minReplicas: bounded(minReplicas), maxReplicas: bounded(maxReplicas) } };
  return runScene({
    hpa,
    podSpec: { containers: [{ name: 'app', ...(state.request === 0 ? {} : { resources: { requests: { cpu: `${state.request}m`, memory: String(MEMORY) } } }) }] },
    // A target that somebody has scaled to zero is left alone, so it starts with one.
    replicas: Math.max(1, bounded(minReplicas)),
    load: state.load,
    pointS: 60,
    requestMs: REQUEST_MS,
    capacity: state.limit,
    startupS: state.startup,
    startupCpu: state.startupCpu,
    probe: state.probe,
    queue: state.queue,
    memory: MEMORY,
    room: { start: Math.min(state.nodes, state.nodeMost), most: state.nodeMost, cpu: NODE_CPU, bootS: state.nodeStart },
    settings: { ...DEFAULT_SETTINGS, scaleToZero: state.toZero },
  });
}

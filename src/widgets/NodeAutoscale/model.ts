/** Two groups of machines, three nodes, and what the Cluster Autoscaler decides about them. */
import { decideScaleDown, type ScaleDown } from '@site/src/simulation/resources/node-autoscaler/scale-down';
import { decideScaleUp, type ScaleUp } from '@site/src/simulation/resources/node-autoscaler/scale-up';
import { NODE_AUTOSCALER_DEFAULTS, type AutoscaledNode, type NodeGroup, type PlacedPod, type Size } from '@site/src/simulation/resources/node-autoscaler/types';
import type { PodSpec } from '@site/src/simulation/api';
import type { AutoscaleState, Occupant } from './state';

const GIB = 1024 ** 3;
const size = (cpu: number, gib: number): Size => ({ cpu, memory: gib * GIB, pods: 110 });

/** Machines, and what reserves and DaemonSets leave of them. */
export const MACHINES = { small: { cpus: 2, gib: 8, free: size(1800, 6.5) }, large: { cpus: 8, gib: 32, free: size(7700, 29) } } as const;
export const SIZES = { small: 2, large: 0 } as const;
export type GroupName = keyof typeof MACHINES;
/** What a node of the second picture has for Pods. */
export const ALLOCATABLE = { cpu: 3900, gib: 14 } as const;

const spec = (cpu: number, mib: number): PodSpec => ({ containers: [{ name: 'app', resources: { requests: { cpu: `${cpu}m`, memory: `${mib}Mi` } } }] });

export function groupsOf({ smallMax, largeMax }: AutoscaleState): NodeGroup[] {
  return (['small', 'large'] as const).map((name) => {
    const { cpus, gib, free } = MACHINES[name];
    return { name, free, capacity: size(cpus * 1000, gib), size: SIZES[name], min: 0, max: name === 'small' ? smallMax : largeMax };
  });
}

export function scaleUp(state: AutoscaleState): ScaleUp {
  const waiting = Array.from({ length: state.pods }, (_, index) => ({ name: `web-${index + 1}`, spec: spec(state.cpu, state.memory) }));
  return decideScaleUp(waiting, groupsOf(state), { ...NODE_AUTOSCALER_DEFAULTS, expander: state.expander });
}

/** node-a's Pods: as many of 500m as the request has room for, and what is left. */
function podsOf(state: AutoscaleState): PlacedPod[] {
  const parts: number[] = [];
  for (let left = state.requested; left > 0; left -= 500) parts.push(Math.min(500, left));
  return parts.map((cpu, index) => asOccupant(state.occupant, { name: `web-${index + 1}`, namespace: 'shop', spec: spec(cpu, 256), owner: 'Other' }, index === 0));
}

/** Only the first of the Pods is what the reader chose, but all are a DaemonSet's where it is that. */
function asOccupant(occupant: Occupant, pod: PlacedPod, first: boolean): PlacedPod {
  if (occupant === 'daemon') return { ...pod, owner: 'DaemonSet' };
  if (!first) return pod;
  switch (occupant) {
    case 'bare': return { ...pod, owner: null };
    case 'local': return { ...pod, spec: { ...pod.spec, volumes: [{ name: 'scratch', emptyDir: {} }] } };
    case 'system': return { ...pod, namespace: 'kube-system' };
    case 'budget': return { ...pod, disruptionsAllowed: 0 };
    case 'unsafe': return { ...pod, annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } };
    case 'plain': return pod;
  }
}

export function scaleDown(state: AutoscaleState): ScaleDown {
  const node = (name: string, pods: readonly PlacedPod[]): AutoscaledNode => ({ name, group: 'workers', allocatable: size(ALLOCATABLE.cpu, ALLOCATABLE.gib), pods, unneededFor: state.unneeded * 60 });
  const full = (name: string, cpu: number): AutoscaledNode => node(name, [{ name: `${name}-api`, namespace: 'shop', spec: spec(cpu, 2048), owner: 'Other' }]);
  const nodes = [node('node-a', podsOf(state)), full('node-b', state.other), full('node-c', 3000)];
  const group: NodeGroup = { name: 'workers', free: size(ALLOCATABLE.cpu, ALLOCATABLE.gib), size: 3, min: 1, max: 5 };
  return decideScaleDown(nodes, [group], state.added * 60);
}

import { quantityOf, unitValue } from '../../../src/simulation/api';
import type { ResourceList } from '../../../src/simulation/api';
import { parseThresholds, runEviction, withContainerFs } from '../../../src/simulation/resources/index';
import type { EvictionPod, EvictionSettings } from '../../../src/simulation/resources/index';

interface PodIn {
  name: string;
  requests?: ResourceList;
  limits?: ResourceList;
  memoryUsed?: string;
  diskUsed?: string;
  priority?: number;
  priorityClassName?: string;
  terminationGracePeriodSeconds?: number;
}

interface EvictionIn {
  node: EvictionSettings & { memory: string; disk: string; systemUses: string; diskUsedElsewhere: string; evictionMaxPodGracePeriod: number };
  pods: PodIn[];
  seconds: number;
}

const bytes = (text = '0'): number => unitValue(quantityOf(text));

function podOf({ name, requests, limits, memoryUsed, diskUsed, ...rest }: PodIn): EvictionPod {
  const memory = bytes(memoryUsed);
  return { name, spec: { containers: [{ name: 'c', resources: { requests, limits } }], ...rest }, stats: { memory, containers: [{ name: 'c', memory, rootfs: bytes(diskUsed), logs: 0 }] } };
}

export function replayEviction({ node, pods, seconds }: EvictionIn): unknown {
  const parsed = parseThresholds(node);
  if ('error' in parsed) throw new Error(parsed.error);
  const run = runEviction(
    { memory: node.memory, disk: node.disk, systemMemory: node.systemUses, otherDisk: node.diskUsedElsewhere },
    { thresholds: withContainerFs(parsed.thresholds), maxPodGraceSeconds: node.evictionMaxPodGracePeriod }, pods.map(podOf), seconds,
  );
  return {
    evicted: run.evicted.map(({ at, pod, gracePeriodSeconds, message, disruption }) => ({
      at, pod, gracePeriodSeconds, message, phase: 'Failed', reason: 'Evicted',
      conditions: disruption ? [{ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet' }] : [],
    })),
    memoryPressure: run.state.conditions.includes('MemoryPressure'), diskPressure: run.state.conditions.includes('DiskPressure'),
  };
}

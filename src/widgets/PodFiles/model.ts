/** A Pod's cgroups and files on one node, and where it stands when memory is short. Every number is computed by `src/simulation/resources`. */
import { createRegistry, milliValue, podKind, podRequests, qosClass, quantityOf, readManifests, unitValue, type Container, type PodSpec, type Problem, type QosClass } from '@site/src/simulation/api';
import { rankPods } from '@site/src/simulation/resources/eviction/ranking';
import { oomBadness } from '@site/src/simulation/resources/memory/oom';
import { PAGE_BYTES } from '@site/src/simulation/resources/memory/types';
import { cgroupPath, podCgroupName, qosCgroupName, type CgroupName } from '@site/src/simulation/resources/pod/cgroup-name';
import { containerCgroup } from '@site/src/simulation/resources/pod/container-cgroup';
import { milliCpuToShares } from '@site/src/simulation/resources/pod/cpu-arithmetic';
import { oomScoreAdj } from '@site/src/simulation/resources/pod/oom-score-adj';
import { podCgroup } from '@site/src/simulation/resources/pod/pod-cgroup';
import { qosCgroups } from '@site/src/simulation/resources/pod/qos-cgroups';
import type { FilesState } from './state';

const KINDS = createRegistry([podKind]);
const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
/** A UID as the API server makes them; another Pod has another. */
const UID = '3f6c2b1e-8a4d-4c57-9d20-5b7e1f0a6c93';
const SWAP = 2 * GIB;

/** A file and what its value comes from. */
export interface File {
  readonly name: string;
  readonly value: string;
  readonly from: { readonly code: 'weightCurve' | 'weightLinear' | 'weightNode' | 'quota' | 'noQuota' | 'memory' | 'allocatable' | 'swap' | 'oomGroup' | 'none' | 'hugePages'; readonly milli?: number; readonly shares?: number };
}

export interface Level {
  readonly kind: 'kubepods' | 'class' | 'pod' | 'container';
  readonly path: string;
  readonly name: string;
  readonly files: readonly File[];
  /** Of the container's processes. */
  readonly oomScoreAdj?: number;
}

export interface Standing {
  readonly name: string;
  readonly mine: boolean;
  readonly qos: QosClass;
  readonly usage: number;
  readonly request: number;
  readonly exceeds: boolean;
  readonly points: number;
}

export interface PodFilesModel {
  readonly problems: readonly Problem[];
  readonly pod: {
    readonly qos: QosClass;
    readonly cpu: number;
    readonly memory: number;
    readonly levels: readonly Level[];
    /** In the order in which the kubelet would evict, and in which the kernel would kill. */
    readonly evicted: readonly Standing[];
    readonly killed: readonly Standing[];
  } | null;
}

function weightFile(value: string | number, code: 'weightCurve' | 'weightLinear' | 'weightNode', milli: number, shares: number): File {
  return { name: 'cpu.weight', value: String(value), from: { code, milli, shares } };
}

function containerFiles(files: Readonly<Record<string, string>>, milli: number, shares: number): File[] {
  return Object.entries(files).map(([name, value]): File => {
    switch (name) {
      case 'cpu.weight': return weightFile(value, 'weightCurve', milli, shares);
      case 'cpu.max': return { name, value, from: { code: value.startsWith('max') ? 'noQuota' : 'quota' } };
      case 'memory.max': return { name, value, from: { code: value === 'max' ? 'none' : 'memory' } };
      case 'memory.swap.max': return { name, value, from: { code: 'swap' } };
      case 'memory.oom.group': return { name, value, from: { code: 'oomGroup' } };
      default: return { name, value, from: { code: 'hugePages' } };
    }
  });
}

const container = (name: string, requests?: Record<string, string>, limits?: Record<string, string>): Container => ({ name, resources: { ...(requests === undefined ? {} : { requests }), ...(limits === undefined ? {} : { limits }) } });

/** The Pods next to it, always the same three. */
const NEIGHBOURS: readonly { name: string; spec: PodSpec; usage: number }[] = [
  { name: 'db', spec: { containers: [container('c', { cpu: '1', memory: '2Gi' }, { cpu: '1', memory: '2Gi' })] }, usage: 1900 * MIB },
  { name: 'api', spec: { containers: [container('c', { cpu: '500m', memory: '1Gi' })] }, usage: 900 * MIB },
  { name: 'batch', spec: { containers: [container('c')] }, usage: 200 * MIB },
];

function standings(spec: PodSpec, state: FilesState): { evicted: Standing[]; killed: Standing[] } {
  const total = Math.floor((state.nodeMemory * GIB) / PAGE_BYTES);
  const all = [{ name: 'web', spec, usage: state.usage * MIB, mine: true }, ...NEIGHBOURS.map((one) => ({ ...one, mine: false }))];
  const stand = (one: (typeof all)[number]): Standing => {
    const request = unitValue(podRequests(one.spec).get('memory') ?? quantityOf('0'));
    // One process with all of it, the first container's.
    const { points } = oomBadness({ pid: 0, cgroup: '', anon: Math.floor(one.usage / PAGE_BYTES), swap: 0, oomScoreAdj: oomScoreAdj(one.spec, one.spec.containers[0], state.nodeMemory * GIB) }, total);
    return { name: one.name, mine: one.mine, qos: qosClass(one.spec), usage: one.usage, request, exceeds: one.usage > request, points: points ?? 0 };
  };
  const ranks = rankPods(all.map(({ name, spec: own, usage }) => ({ name, spec: own, stats: { memory: usage, containers: [] } })), 'memory.available');
  const evicted = ranks.flatMap(({ pod }) => all.filter(({ name }) => name === pod.name).map(stand));
  return { evicted, killed: all.map(stand).sort((a, b) => b.points - a.points) };
}

function levelsOf(spec: PodSpec, state: FilesState): Level[] {
  const qos = qosClass(spec);
  const requests = podRequests(spec);
  const milli = milliValue(requests.get('cpu') ?? quantityOf('0'));
  const nodeMemory = state.nodeMemory * GIB;
  const cpus = 4000;
  const enforced = new Map([['cpu', quantityOf('4')], ['memory', quantityOf(String(nodeMemory))]]);
  const classes = qosCgroups([spec], enforced);
  const path = (name: CgroupName): string => cgroupPath(name, state.driver);
  const level = (kind: Level['kind'], name: CgroupName, files: readonly File[]): Level => ({ kind, path: path(name), name: path(name).split('/').at(-1) ?? '', files });
  const own = podCgroup(spec);
  const podName = podCgroupName(UID, qos);
  const kubepods = level('kubepods', ['kubepods'], [
    weightFile(classes.Guaranteed['cpu.weight'], 'weightNode', cpus, milliCpuToShares(cpus)),
    { name: 'memory.max', value: classes.Guaranteed['memory.max'], from: { code: 'allocatable' } },
  ]);
  const middle = qos === 'Guaranteed' ? [] : [level('class', qosCgroupName(qos), [weightFile(classes[qos]['cpu.weight'], 'weightLinear', qos === 'Burstable' ? milli : 0, qos === 'Burstable' ? milliCpuToShares(milli) : 2)])];
  const pod = level('pod', podName, [
    weightFile(own.cpuWeight, 'weightLinear', milli, own.cpuShares),
    { name: 'cpu.max', value: own.cpuQuota === undefined || own.cpuQuota <= 0 ? 'max 100000' : `${own.cpuQuota} ${own.cpuPeriod ?? 100_000}`, from: { code: own.cpuQuota === undefined || own.cpuQuota <= 0 ? 'noQuota' : 'quota' } },
    { name: 'memory.max', value: own.memory === undefined ? 'max' : String(own.memory), from: { code: own.memory === undefined ? 'none' : 'memory' } },
  ]);
  const containers = [...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'), ...spec.containers].map((one): Level => {
    const cgroup = containerCgroup(spec, one, { nodeMemory, singleProcessOomKill: state.single, ...(state.swap ? { limitedSwap: SWAP } : {}) });
    const request = milliValue(quantityOf(one.resources?.requests?.cpu ?? one.resources?.limits?.cpu));
    return {
      kind: 'container', name: one.name, oomScoreAdj: cgroup.oomScoreAdj, files: containerFiles(cgroup.files, request, cgroup.shares),
      path: `${path(podName)}/${state.driver === 'systemd' ? 'cri-containerd-<id>.scope' : '<id>'}`,
    };
  });
  return [kubepods, ...middle, pod, ...containers];
}

/** Reads the first Pod of the manifest, as the API server would, and computes the rest. */
export function podFiles(state: FilesState): PodFilesModel {
  const { objects, problems } = readManifests(state.manifest, KINDS);
  const spec = objects[0]?.object.spec;
  if (spec === undefined) return { problems, pod: null };
  const requests = podRequests(spec);
  return {
    problems,
    pod: {
      qos: qosClass(spec), cpu: milliValue(requests.get('cpu') ?? quantityOf('0')), memory: unitValue(requests.get('memory') ?? quantityOf('0')),
      levels: levelsOf(spec, state), ...standings(spec, state),
    },
  };
}

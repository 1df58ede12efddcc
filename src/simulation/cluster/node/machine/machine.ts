/** What is on a node and goes on without its kubelet: sandboxes and containers, pulled images, static Pod files. A value that is replaced, never changed. */
import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import type { Pod, ResourceRequirements } from '../../../api';
import type { Service } from '../../../api/generated/types/core.v1';
import type { EndpointSlice } from '../../../api/generated/types/discovery.v1';
import { endOfAttempt } from '../../images/behaviour';
import type { Behaviour } from '../../images/behaviour';
import type { Process } from '../processes/process';
import type { Box } from '../host/box';
import type { Services } from '../host/services/types';
import type { MountedVolume } from '../volumes/atomic-writer';
import type { Files } from './written-files';

export interface Sandbox {
  readonly id: string;
  readonly attempt: number;
  readonly ready: boolean;
  readonly createdAt: number;
  readonly ip: string;
}

/** What the node's kernel was last told of Services: its rules follow from these objects, and stay when kube-proxy stops. */
export interface ProxiedObjects {
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
}

/** What a container keeps from its creation: variables by name, and files that are bound by themselves (subPath) by their paths in it. */
export interface Given {
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

/** A file that was put aside: the lines from `since` on, before `at`, when it was renamed. */
export interface RotatedLog {
  readonly at: number;
  readonly since: number;
  readonly compressed: boolean;
}

/** Missing until the first rotation. */
export interface ContainerLog {
  /** From when on lines stand in the newest file, µs. */
  readonly since: number;
  /** Oldest first. */
  readonly rotated: readonly RotatedLog[];
}

/** A container of the runtime. What it does from its start on follows from its behaviour; what is done to it is in `stop`. Times in µs since 1970. */
export interface RuntimeContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** The sandbox that it is in. */
  readonly sandbox: string;
  /** How often a container of this name was created before, in this Pod. */
  readonly attempt: number;
  readonly behaviour: Behaviour;
  readonly createdAt: number;
  readonly startedAt?: number;
  /** Why it could not be started, and when that was tried. */
  readonly startFailed?: { readonly at: number; readonly message: string };
  /** JOB_COMPLETION_INDEX. */
  readonly index?: string;
  /** terminationMessagePath, where it is not the usual one. */
  readonly messagePath?: string;
  /** terminationMessagePolicy FallbackToLogsOnError. */
  readonly messageFromLog?: boolean;
  /** SIGTERM was sent at `at`, SIGKILL follows at `kill`. */
  readonly stop?: { readonly at: number; readonly kill: number };
  /** What it was given: its cgroup. */
  readonly resources?: ResourceRequirements;
  readonly given?: Given;
  /** Files that its process has read once, as it began, by their paths. */
  readonly loaded?: Readonly<Record<string, string>>;
  /** The number of its image's USER; root where there is none. */
  readonly user?: number;
  /** Its first process, where that is a script; what it has said, and how it has ended. */
  readonly process?: Process;
  readonly said?: readonly { readonly at: number; readonly text: string }[];
  readonly ended?: { readonly at: number; readonly code: number };
  /** Its log's files, once the kubelet has put one aside. */
  readonly log?: ContainerLog;
  /** What was written into its own file system. */
  readonly layer?: Files;
  /** Paths of its image that were removed: the layer's whiteouts. */
  readonly whiteouts?: readonly string[];
}

export interface RuntimePod {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** Newest first. */
  readonly sandboxes: readonly Sandbox[];
  /** Newest first. */
  readonly containers: readonly RuntimeContainer[];
  /** What was written into volumes that live as long as the Pod, by their names. */
  readonly volumes?: Readonly<Record<string, Files>>;
}

export interface Machine {
  readonly pods: OrderedMap<string, RuntimePod>;
  /** Images that were pulled or were always there, by their full names. */
  readonly images: OrderedMap<string, number>;
  /** The static Pod folder: file name and the Pod in it. */
  readonly manifests: OrderedMap<string, Pod>;
  /** The files of volumes from the API, by the Pod's UID and the volume's name. */
  readonly mounted: OrderedMap<string, Readonly<Record<string, MountedVolume>>>;
  /** What was written into directories of the node itself, by their paths. */
  readonly disk?: OrderedMap<string, Files>;
  /** Other files of the machine that somebody wrote, by their absolute paths. */
  readonly root?: Files;
  /** A Linux machine beside the cluster. */
  readonly box?: Box;
  /** What systemd knows of its services, where somebody can log in. */
  readonly services?: Services;
  /** Containers that were parts of the cluster when somebody looked last, by the part's name. */
  readonly daemons?: Readonly<Record<string, string>>;
  /** Missing until a kube-proxy has synced for the first time. */
  readonly proxied?: ProxiedObjects;
  /** How many addresses and containers were handed out. */
  readonly addresses: number;
  readonly containers: number;
}

/** Later than any time of a simulation. */
export const NEVER = Number.MAX_SAFE_INTEGER;

export const NEW_MACHINE: Machine = { pods: null, images: null, manifests: null, mounted: null, addresses: 0, containers: 0 };

export type ContainerState =
  | { readonly state: 'created' }
  | { readonly state: 'running'; readonly startedAt: number; readonly endsAt: number }
  | { readonly state: 'exited'; readonly startedAt: number; readonly finishedAt: number; readonly exitCode: number; readonly reason: string; readonly message: string };

/** When and how it ends, by itself or by a signal; undefined for one that runs on. */
function ending({ behaviour, attempt, index, stop, ended }: RuntimeContainer, startedAt: number): { readonly at: number; readonly code: number; readonly oom: boolean } | undefined {
  const own = endOfAttempt(behaviour, attempt, index);
  const natural = ended !== undefined ? { ...ended, oom: false } : own === undefined ? undefined : { at: startedAt + own.after, code: own.code, oom: own.oom };
  if (stop === undefined || (natural !== undefined && natural.at <= stop.at)) return natural;
  const killed = { at: stop.kill, code: 137, oom: false };
  const asked = behaviour.term === 'ignored' ? killed : { at: stop.at + behaviour.term.after, code: behaviour.term.code, oom: false };
  const stopped = asked.at <= killed.at ? asked : killed;
  return natural !== undefined && natural.at <= stopped.at ? natural : stopped;
}

const reasonOf = (code: number, oom: boolean): string => (oom ? 'OOMKilled' : code === 0 ? 'Completed' : 'Error');

/** MaxContainerTerminationMessageLength, bytes. */
const LONGEST_MESSAGE = 4096;

/** What its processes wrote into the file that the kubelet reads when it has ended; the end of it. */
function writtenMessage({ layer = {}, messagePath = '/dev/termination-log' }: RuntimeContainer): string {
  const found = layer[messagePath.replace(/^\/+/, '')];
  return found?.kind === 'file' ? found.text.slice(-LONGEST_MESSAGE) : '';
}

/** The message that it leaves; of one that failed without any, the end of its log (kuberuntime: getTerminationMessage). */
function messageOf(container: RuntimeContainer, startedAt: number, end: { readonly at: number; readonly code: number }): string {
  const { behaviour, messageFromLog, said = [] } = container;
  const message = behaviour.message ?? writtenMessage(container);
  if (message !== '' || messageFromLog !== true || end.code === 0) return message;
  const lines = [...behaviour.log.map(({ after, text }) => ({ at: startedAt + after, text })), ...said].filter(({ at }) => at <= end.at).sort((a, b) => a.at - b.at).slice(-80);
  return lines.map(({ text }) => `${text}\n`).join('').slice(-2048);
}

/** What a container is at a moment (the runtime's ContainerStatus). */
export function stateAt(container: RuntimeContainer, now: number): ContainerState {
  const { startedAt, startFailed } = container;
  if (startFailed !== undefined) return { state: 'exited', startedAt: 0, finishedAt: startFailed.at, exitCode: 128, reason: 'StartError', message: startFailed.message };
  if (startedAt === undefined) return { state: 'created' };
  const end = ending(container, startedAt);
  if (end === undefined || end.at > now) return { state: 'running', startedAt, endsAt: end?.at ?? NEVER };
  return { state: 'exited', startedAt, finishedAt: end.at, exitCode: end.code, reason: reasonOf(end.code, end.oom), message: messageOf(container, startedAt, end) };
}

/** Whether it has closed its ports because it was told to end. */
export const hasClosed = ({ behaviour, stop }: RuntimeContainer, now: number): boolean => behaviour.closesOnTerm === true && stop !== undefined && stop.at <= now;

/** By what a node's machine knows a Pod: a static Pod by what its kubelet called it, and not by the uid that its mirror got from the API server. */
export const uidOnNode = ({ metadata }: Pod): string => metadata.annotations?.['kubernetes.io/config.mirror'] ?? metadata.uid ?? '';

export const podOn = (machine: Machine, uid: string): RuntimePod | undefined => byText.get(machine.pods, uid);

const withPod = (machine: Machine, pod: RuntimePod): Machine => ({ ...machine, pods: byText.set(machine.pods, pod.uid, pod) });

const hex = (number: number, name: string): string => {
  // 64 digits, as containerd's: what tells two apart is the number; the rest is spread from it.
  let [text, state] = ['', Math.imul(number + 1, 0x9e3779b1) ^ name.length];
  for (let i = 0; i < name.length; i += 1) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193);
  while (text.length < 64) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) ^ number;
    text += (state >>> 0).toString(16).padStart(8, '0');
  }
  return text;
};

/** RunPodSandbox: the newest sandbox of the Pod, with an address from the node's range. */
export function runSandbox(machine: Machine, node: string, pod: Pick<RuntimePod, 'uid' | 'namespace' | 'name'>, ip: string, now: number): Machine {
  const before = podOn(machine, pod.uid) ?? { ...pod, sandboxes: [], containers: [] };
  const sandbox: Sandbox = { id: hex(machine.containers, `${node}/sandbox`), attempt: before.sandboxes.length === 0 ? 0 : before.sandboxes[0]!.attempt + 1, ready: true, createdAt: now, ip };
  return { ...withPod(machine, { ...before, sandboxes: [sandbox, ...before.sandboxes] }), addresses: machine.addresses + 1, containers: machine.containers + 1 };
}

/** StopPodSandbox for each. */
export function stopSandboxes(machine: Machine, uid: string): Machine {
  const pod = podOn(machine, uid);
  return pod === undefined || pod.sandboxes.every(({ ready }) => !ready) ? machine : withPod(machine, { ...pod, sandboxes: pod.sandboxes.map((one) => (one.ready ? { ...one, ready: false } : one)) });
}

/** CreateContainer. */
export function createContainer(machine: Machine, node: string, uid: string, container: Omit<RuntimeContainer, 'id'>): { readonly machine: Machine; readonly container: RuntimeContainer } {
  const pod = podOn(machine, uid);
  if (pod === undefined) throw new RangeError(`the Pod ${uid} has no sandbox on ${node}: run one before its containers`);
  const created: RuntimeContainer = { id: hex(machine.containers, node), ...container };
  return { machine: { ...withPod(machine, { ...pod, containers: [created, ...pod.containers] }), containers: machine.containers + 1 }, container: created };
}

/** Changes one container of a Pod. */
export function changeContainer(machine: Machine, uid: string, id: string, change: (container: RuntimeContainer) => RuntimeContainer): Machine {
  const pod = podOn(machine, uid);
  return pod === undefined ? machine : withPod(machine, { ...pod, containers: pod.containers.map((one) => (one.id === id ? change(one) : one)) });
}

/** StopContainer: SIGTERM now, SIGKILL after the grace period (µs); a second call may only hurry. */
export const stopContainer = (machine: Machine, uid: string, id: string, now: number, grace: number): Machine =>
  changeContainer(machine, uid, id, (one) => (one.stop === undefined ? { ...one, stop: { at: now, kill: now + grace } } : { ...one, stop: { at: one.stop.at, kill: Math.min(one.stop.kill, now + grace) } }));

/** RemoveContainer. */
export function removeContainers(machine: Machine, uid: string, goes: (container: RuntimeContainer) => boolean): Machine {
  const pod = podOn(machine, uid);
  return pod === undefined ? machine : withPod(machine, { ...pod, containers: pod.containers.filter((one) => !goes(one)) });
}

/** The Pod's sandboxes and containers are removed, and its volumes are unmounted. */
export const removePod = (machine: Machine, uid: string): Machine => ({ ...machine, pods: byText.delete(machine.pods, uid), mounted: byText.delete(machine.mounted, uid) });

const NOTHING_MOUNTED: Readonly<Record<string, MountedVolume>> = {};
export const mountedOf = ({ mounted }: Machine, uid: string): Readonly<Record<string, MountedVolume>> => byText.get(mounted, uid) ?? NOTHING_MOUNTED;
export const withMounted = (machine: Machine, uid: string, volumes: Readonly<Record<string, MountedVolume>>): Machine => ({ ...machine, mounted: byText.set(machine.mounted, uid, volumes) });

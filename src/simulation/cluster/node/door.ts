/** What a kubelet answers at its port 10250 about the Pods of its machine (pkg/kubelet/kubelet_pods.go: GetKubeletContainerLogs, GetExec; pkg/kubelet/kuberuntime/logs). */
import { schedule } from '../../base/clock';
import { byText } from '../../base/ordered-map';
import { formatMicroTime, parseTime } from '../../base/time';
import type { ContainerStatus, Pod } from '../../api';
import { failure } from '../apiserver/failures';
import type { Failure, Logged, Stream } from '../apiserver/types';
import { isStopped } from '../components/refusal';
import type { AttachOptions, Done, ExecOptions, LogOptions, NodeDoor } from '../node-door/types';
import type { Cluster } from '../state';
import { apiServerClientFault } from './host/client-certificates';
import { execIn, listenerOn } from './machine/exec';
import { getInside } from './machine/web-root';
import { filesOf } from './machine/files';
import type { ContainerFiles } from './machine/files';
import { runInside } from './machine/inside';
import type { ContainerPrograms } from './machine/inside';
import { linesBetween, logOf } from './machine/container-log';
import { changeContainer, mountedOf, NEVER, podOn, stateAt } from './machine/machine';
import type { Machine, RuntimeContainer, RuntimePod } from './machine/machine';
import { RELIST } from './relist';
import { nextEnd } from './runtime-view';
import { relistFrom } from './session';
import type { KubeletMemory } from './memory';
import { IDLE } from './pace';
import { kubeletName } from './settings';

const SECOND = 1_000_000;
/** clientCAFile, where kubeadm has kubelets look. */
const CLIENT_CA = '/etc/kubernetes/pki/ca.crt';

/** What more is known of containers, where somebody lets programs in them run. */
export interface DoorOptions {
  /** Lines that it has written about those who used it. */
  readonly said?: (container: RuntimeContainer) => readonly { readonly at: number; readonly text: string }[];
  /** What can be run inside containers besides what the models answer by themselves. */
  readonly programs?: ContainerPrograms;
  /** Commands that are run by whoever asked: the stream stays open for them. */
  readonly enters?: (container: RuntimeContainer, command: readonly string[], pod: Pod) => boolean;
}

const runtimePod = ({ machines }: Cluster, { metadata, spec }: Pod): RuntimePod | undefined => {
  const machine = byText.get(machines, spec.nodeName ?? '');
  return machine === undefined ? undefined : podOn(machine, metadata.annotations?.['kubernetes.io/config.mirror'] ?? metadata.uid ?? '');
};

const statusOf = ({ status }: Pod, container: string): ContainerStatus | undefined =>
  [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? []), ...(status?.ephemeralContainerStatuses ?? [])].find(({ name }) => name === container);

/** validateContainerLogStatus: the ID of the container whose log is meant, or why there is none. */
function logged(pod: Pod, container: string, previous: boolean): { readonly id: string } | { readonly why: string } {
  const named = `container "${container}" in pod "${pod.metadata.name ?? ''}"`;
  const status = statusOf(pod, container);
  if (status === undefined) return { why: `${named} is not available` };
  const { running, terminated, waiting } = status.state ?? {};
  const last = status.lastState?.terminated;
  const id = (text: string | undefined): { readonly id: string } | { readonly why: string } => (text ? { id: text.replace('containerd://', '') } : { why: `${named} is terminated` });
  if (previous) return last?.containerID ? id(last.containerID) : { why: `previous terminated ${named} not found` };
  if (running !== undefined) return id(status.containerID);
  if (terminated !== undefined) return id(terminated.containerID || last?.containerID);
  if (last !== undefined) return id(last.containerID);
  if (waiting?.reason === undefined) return { why: `${named} is waiting to start - no logs yet` };
  const why = waiting.reason === 'ErrImagePull' ? "image can't be pulled" : waiting.reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : waiting.reason;
  return { why: `${named} is waiting to start: ${why}` };
}

function logs(cluster: Cluster, pod: Pod, options: LogOptions, { said }: DoorOptions): { readonly text: string; readonly log: Logged } | { readonly failure: Failure } {
  const meant = logged(pod, options.container, options.previous === true);
  if ('why' in meant) return { failure: failure('BadRequest', meant.why) };
  const { now } = cluster.clock;
  const container = runtimePod(cluster, pod)?.containers.find(({ id }) => id === meant.id);
  if (container === undefined) return { failure: failure('InternalError', `unable to retrieve container logs for containerd://${meant.id}`) };
  const since = Math.max(options.sinceSeconds === undefined ? 0 : now - options.sinceSeconds * SECOND, parseTime(options.sinceTime ?? '') ?? 0);
  // All that the models say they say on stdout.
  const talk = options.reopened === true ? linesBetween(container, since, now + 1) : logOf(container, now, since);
  const more = said?.(container) ?? [];
  const all = more.length === 0 ? talk : [...talk, ...more].sort((a, b) => a.at - b.at);
  const lines = all.filter(({ at }) => at >= since && at <= now);
  const last = options.tailLines === undefined ? lines : lines.slice(Math.max(0, lines.length - options.tailLines));
  const text = last.map(({ at, text: line }) => `${options.timestamps === true ? `${formatMicroTime(at).replace('Z', '000Z')} ` : ''}${line}\n`).join('');
  return { text: options.limitBytes === undefined ? text : text.slice(0, options.limitBytes), log: { container: container.id, ended: stateAt(container, now).state !== 'running', at: now } };
}

const runningContainer = (cluster: Cluster, pod: Pod, name: string): RuntimeContainer | undefined => {
  const latest = runtimePod(cluster, pod)?.containers.find((one) => one.name === name);
  return latest !== undefined && stateAt(latest, cluster.clock.now).state === 'running' ? latest : undefined;
};

const stream = (more: Partial<Stream>): Stream => ({ stdout: '', stderr: '', exit: 0, took: IDLE.exec, ...more });

const notFound = (name: string): { readonly failure: Failure } => ({ failure: failure('', `container not found ("${name}")`) });

/** SIGTERM from inside the container, which nobody follows with SIGKILL, or an end with a code; the kubelet finds out when it looks at the runtime. */
function signalled(cluster: Cluster, node: string, machine: Machine, uid: string, id: string, code?: number): Cluster {
  const { now } = cluster.clock;
  const ends = (one: RuntimeContainer): RuntimeContainer => ({ ...one, stop: { at: now, kill: NEVER }, ...(code === undefined ? {} : { behaviour: { ...one.behaviour, term: { after: 0, code } } }) });
  const stopped = changeContainer(machine, uid, id, (one) => (one.stop === undefined ? ends(one) : one));
  const changed = { ...cluster, machines: byText.set(cluster.machines, node, stopped) };
  const ended = podOn(stopped, uid)?.containers.some((one) => one.id === id && stateAt(one, now).state !== 'running') === true;
  const [end, kubelet] = [ended ? now : nextEnd(podOn(stopped, uid), now), byText.get(cluster.controllers, kubeletName(node))];
  if (end === NEVER || kubelet === undefined) return changed;
  const { clock } = schedule(cluster.clock, relistFrom(kubelet.memory as KubeletMemory, end), { kind: 'enqueue', controller: kubeletName(node), key: RELIST });
  return { ...changed, clock };
}

/** What the models answer by themselves; `cat` and `ls` of volumes from the API, so that their links are seen. */
const answersItself = ([command = '', ...rest]: readonly string[], { list, read }: ContainerFiles): boolean => {
  if (command !== 'cat' && command !== 'ls') return ['check', 'kill', 'exit'].includes(command);
  const paths = rest.filter((word) => !word.startsWith('-'));
  return paths.length > 0 && paths.every((path) => list(path) !== undefined || read(path) !== undefined);
};

function exec({ programs, enters }: DoorOptions, cluster: Cluster, pod: Pod, { container: name, command, input = '' }: ExecOptions): Done<Cluster, Stream> {
  const container = runningContainer(cluster, pod, name);
  if (container === undefined) return { cluster, answer: notFound(name) };
  if (enters?.(container, command, pod) === true) return { cluster, answer: stream({ exit: undefined }) };
  const { metadata: { uid = '' }, spec } = pod;
  const machine = byText.get(cluster.machines, spec.nodeName ?? '');
  const own = [...spec.containers, ...(spec.initContainers ?? [])].find((one) => one.name === name);
  const files = filesOf(container, own, machine === undefined ? {} : mountedOf(machine, uid));
  const signal = (after: Cluster): Cluster => (machine === undefined ? after : signalled(after, spec.nodeName ?? '', byText.get(after.machines, spec.nodeName ?? '') ?? machine, uid, container.id));
  const inside = programs === undefined || answersItself(command, files) ? undefined : runInside(programs, cluster, pod, own, container, command, input);
  if (inside !== undefined) {
    const { cluster: after, ran } = inside;
    if (ran === 'hang') return { cluster: after, answer: stream({ exit: undefined }) };
    return { cluster: ran.signals === true ? signal(after) : after, answer: stream({ stdout: ran.stdout, stderr: ran.stderr, exit: ran.exit, took: IDLE.exec + ran.took }) };
  }
  const answer = execIn(container, command, cluster.clock.now, files);
  if (answer.kind === 'hang') return { cluster, answer: stream({ exit: undefined }) };
  if (answer.kind === 'missing') return { cluster, answer: stream({ exit: undefined, error: `error executing command in container: failed to exec in container: failed to start exec: ${answer.message}` }) };
  return { cluster: answer.signals === true ? signal(cluster) : cluster, answer: stream({ stdout: answer.output, exit: answer.code, took: IDLE.exec + answer.takes }) };
}

/** A request that is sent through is answered as the container's check says; anything else is taken without an answer. */
function forward(cluster: Cluster, pod: Pod, port: number, sent: string): Stream {
  const found = runtimePod(cluster, pod);
  const listener = listenerOn(found?.containers ?? [], port, cluster.clock.now);
  if (listener === undefined) {
    const sandbox = found?.sandboxes[0]?.id ?? '';
    const refused = `failed to connect to localhost:${port} inside namespace "${sandbox}", IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused IPv6 dial tcp6 [::1]:${port}: connect: connection refused `;
    return stream({ error: `error forwarding port ${port} to pod ${sandbox}, uid : failed to execute portforward in network namespace: ${refused}` });
  }
  const asked = /^GET (\S+) HTTP/.exec(sent);
  if (asked === null) return stream({ exit: undefined });
  const answer = getInside(cluster, pod, listener, asked[1]!);
  return answer === 'hang' ? stream({ exit: undefined }) : stream({ stdout: `HTTP/1.1 ${answer.status} ${answer.status === 200 ? 'OK' : 'Internal Server Error'}\r\nContent-Length: ${answer.body.length}\r\n\r\n${answer.body}` });
}

/** What a process says from now on is not known yet: the stream stays open, until whoever plays it says that it has ended. */
function attach(cluster: Cluster, pod: Pod, { container: name, exits }: AttachOptions): Done<Cluster, Stream> {
  const container = runningContainer(cluster, pod, name);
  if (container === undefined) return { cluster, answer: notFound(name) };
  const node = pod.spec.nodeName ?? '';
  const machine = byText.get(cluster.machines, node);
  if (exits === undefined || machine === undefined || !container.behaviour.waits) return { cluster, answer: stream({ exit: undefined }) };
  return { cluster: signalled(cluster, node, machine, pod.metadata.uid ?? '', container.id, exits), answer: stream({ exit: exits }) };
}

/** The doors of all nodes. */
export const nodeDoor = (options: DoorOptions = {}): NodeDoor<Cluster> => ({
  reach: (cluster, node) => {
    if (isStopped(cluster.components, `network/${node}`)) return 'silent';
    if (!byText.has(cluster.controllers, kubeletName(node))) return 'refused';
    return apiServerClientFault(cluster, 'kubelet-client-certificate', CLIENT_CA, node) === undefined ? 'answers' : 'unauthorized';
  },
  logs: (cluster, pod, asked) => logs(cluster, pod, asked, options),
  exec: (cluster, pod, asked) => exec(options, cluster, pod, asked),
  attach,
  portForward: (cluster, pod, { port, sent }) => ({ cluster, answer: forward(cluster, pod, port, sent) }),
});

export const NODE_DOOR = nodeDoor();

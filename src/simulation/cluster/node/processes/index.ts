/** The processes of a node that are scripts. They go on without the kubelet, as long as their containers run. */
import { byText } from '../../../base/ordered-map';
import type { Pod } from '../../../api';
import type { Controller, Work } from '../../control/controller';
import { objectsIn } from '../../store/store';
import type { Cluster } from '../../state';
import { withinContainer } from '../machine/inside';
import { changeContainer, NEVER, stateAt } from '../machine/machine';
import type { RuntimeContainer, RuntimePod } from '../machine/machine';
import type { KubeletMemory } from '../memory';
import { RELIST } from '../relist';
import { relistFrom } from '../session';
import { kubeletName } from '../settings';
import { LOOK, processesName } from './process';
import type { Process } from './process';
import type { Scripts } from './scripts';

/** The least time between two rounds of a loop that does not wait, µs; and how many commands one makes before others have their turn. */
const [ROUND, MOST] = [100_000, 50];
/** The same of one that calls without rest: of its calls one a second is made, and what all of them cost is reckoned (cluster/demand). */
const CALLS_ROUND = 1_000_000;
/** What is kept of what a script prints. */
const MOST_LINES = 1000;

interface Active {
  readonly pod: RuntimePod;
  readonly container: RuntimeContainer;
  readonly process: Process;
}

function activeOn(cluster: Cluster, node: string): readonly Active[] {
  const { now } = cluster.clock;
  return [...byText.entries(byText.get(cluster.machines, node)?.pods ?? null)].flatMap(([, pod]) => pod.containers.flatMap((container) => {
    const { process } = container;
    return process === undefined || process.idle === true || stateAt(container, now).state !== 'running' ? [] : [{ pod, container, process: { ...process, at: Math.max(process.at, container.startedAt ?? 0) } }];
  }));
}

const podOf = (cluster: Cluster, uid: string): Pod | undefined => (objectsIn(cluster.server.store.tables, 'pods') as Pod[]).find(({ metadata }) => metadata.uid === uid || metadata.annotations?.['kubernetes.io/config.mirror'] === uid);

/** One step of a process, when it is due. */
function stepped(scripts: Scripts, cluster: Cluster, node: string, { pod, container, process }: Active): Cluster {
  const object = podOf(cluster, pod.uid);
  const machineBefore = byText.get(cluster.machines, node);
  if (machineBefore === undefined) return cluster;
  if (object === undefined) return { ...cluster, machines: byText.set(cluster.machines, node, changeContainer(machineBefore, pod.uid, container.id, (one) => ({ ...one, process: { ...process, idle: true } }))) };
  const spec = [...object.spec.containers, ...(object.spec.initContainers ?? [])].find(({ name }) => name === container.name);
  const inside = withinContainer(cluster, object, spec, container, (surroundings) => scripts.step({ ...surroundings, argv: process.argv, now: process.at }, process));
  if (inside === undefined) return cluster;
  const { cluster: after, ran } = inside;
  const machine = byText.get(after.machines, node) ?? machineBefore;
  const next = changeContainer(machine, pod.uid, container.id, (one) => ({
    ...one,
    process: { ...ran.process, at: Math.max(ran.process.at, process.at + (ran.process.next === process.next && ran.exit === undefined ? (container.behaviour.calls === undefined ? ROUND : CALLS_ROUND) : 0)) },
    said: [...(one.said ?? []), ...ran.said].slice(-MOST_LINES),
    ...(ran.exit === undefined ? {} : { ended: { at: Math.max(ran.process.at, process.at), code: ran.exit } }),
  }));
  return { ...after, machines: byText.set(after.machines, node, next) };
}

/** The kubelet finds out when it looks at the runtime. */
function tellKubelet(work: Work<null>, node: string, at: number): void {
  const kubelet = byText.get(work.cluster.controllers, kubeletName(node));
  if (kubelet !== undefined) work.wake(kubeletName(node), RELIST, relistFrom(kubelet.memory as KubeletMemory, Math.max(at, work.now)));
}

function look(scripts: Scripts, node: string, work: Work<null>): void {
  for (let count = 0; ; count += 1) {
    const active = activeOn(work.cluster, node);
    const first = active.reduce<Active | undefined>((one, other) => (one === undefined || other.process.at < one.process.at ? other : one), undefined);
    if (first === undefined) return;
    if (first.process.at > work.now) return work.enqueueAfter(LOOK, first.process.at - work.now);
    if (count >= MOST) return work.enqueueAfter(LOOK, 1);
    const after = stepped(scripts, work.cluster, node, first);
    const machine = byText.get(after.machines, node);
    if (machine !== undefined) work.setMachine(node, machine);
    work.setDisks(after.disks);
    const ended = byText.get(machine?.pods ?? null, first.pod.uid)?.containers.find(({ id }) => id === first.container.id)?.ended;
    if (ended !== undefined && ended.at !== NEVER) tellKubelet(work, node, ended.at);
  }
}

/** It stands in `more` of a cluster's options, for nodes whose settings have the same scripts. */
export const nodeProcesses = (node: string, scripts: Scripts): Controller<null> => ({
  name: processesName(node),
  user: { username: 'root', groups: [] },
  process: processesName(node),
  workers: 1,
  memory: null,
  handlers: {},
  reconcile: (_, work) => look(scripts, node, work),
});

/** ps(1) of BusyBox (procps/ps.c) in a container: the processes of the PID namespace that it is in. Of each container its first process is told, and what was begun by hand. */
import type { Container, Pod } from '../../../api/types';
import { machineOf } from '../../../cluster/node/host/files';
import { podOn, stateAt } from '../../../cluster/node/machine/machine';
import type { RuntimeContainer } from '../../../cluster/node/machine/machine';
import type { Cluster } from '../../../cluster/state';
import { firstCommand } from '../../../shell/host/node/processes';
import type { Program } from '../../../shell/shell';
import type { Steps } from '../../../shell/steps';

export interface PsPlace {
  readonly cluster: () => Cluster;
  readonly pod: Pod;
  readonly container: string;
  /** What was begun in there by hand; nothing where somebody is attached to the first process. */
  readonly begun: readonly string[];
  readonly user: number;
}

interface Line {
  readonly pid: number;
  readonly user: string;
  readonly command: string;
}

/** What each first process has begun meanwhile takes numbers too. */
const STEP = 6;

const named = (user: number): string => (user === 0 ? 'root' : String(user));

type Spec = Container & { readonly targetContainerName?: string };
const specsOf = ({ spec }: Pod): readonly Spec[] => [...(spec.initContainers ?? []), ...spec.containers, ...((spec.ephemeralContainers ?? []) as readonly Spec[])];

/** The first processes of containers, in the order in which these began. */
function firstOf({ cluster, pod }: PsPlace, which: (name: string) => boolean): readonly Omit<Line, 'pid'>[] {
  const now = cluster();
  const running = (podOn(machineOf(now, pod.spec.nodeName ?? ''), pod.metadata.uid ?? '')?.containers ?? []).filter((one) => which(one.name) && stateAt(one, now.clock.now).state === 'running');
  const user = (one: RuntimeContainer, spec: Spec | undefined): number => spec?.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser ?? one.user ?? 0;
  return [...running].sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0)).map((one) => {
    const spec = specsOf(pod).find(({ name }) => name === one.name);
    return { user: named(user(one, spec)), command: firstCommand(one.image, spec) };
  });
}

/** The namespace of the Pod, that of a target, or its own (ShareProcessNamespace, TargetContainerName). */
function inside(place: PsPlace): readonly Line[] {
  const { pod, container } = place;
  const target = specsOf(pod).find(({ name }) => name === container)?.targetContainerName ?? '';
  const shared = pod.spec.shareProcessNamespace === true;
  const first = shared ? [{ user: '65535', command: '/pause' }, ...firstOf(place, () => true)] : firstOf(place, (name) => name === container || name === target);
  return first.map((one, at) => ({ ...one, pid: 1 + at * STEP }));
}

/** All of the node's, as its own ps tells them. */
function* ofNode({ pod }: PsPlace): Steps<readonly Line[]> {
  const resumed = yield { do: 'host', at: { host: pod.spec.nodeName ?? '', line: 'ps -ef' } };
  const answer = resumed !== undefined && 'answer' in resumed ? resumed.answer : undefined;
  if (answer === undefined || !('stream' in answer)) return [];
  // The shell by which it is asked is none that is there.
  return answer.stream.stdout.split('\n').slice(1).flatMap((line) => {
    const [, user = '', pid = '', tty = '', command = ''] = /^(\S+)\s+(\d+)\s+\d+\s+\d+\s+\S+\s+(\S+)\s+\S+\s(.*)$/.exec(line) ?? [];
    return pid === '' || tty !== '?' ? [] : [{ pid: Number(pid), user, command }];
  });
}

export const psProgram = (place: PsPlace): Program => ({
  *run({ args, out }) {
    const { pod, begun, user } = place;
    const there = pod.spec.hostPID === true ? yield* ofNode(place) : inside(place);
    const last = Math.max(1, ...there.map(({ pid }) => pid));
    const mine = [...(begun.length === 0 ? [] : [begun.join(' ')]), ['ps', ...args].join(' ')].map((command, at): Line => ({ pid: last + STEP + at, user: named(user), command }));
    out.write('PID   USER     TIME  COMMAND\n');
    for (const { pid, user: who, command } of [...there, ...mine]) out.write(`${String(pid).padStart(5)} ${who.slice(0, 8).padEnd(8)}  0:00 ${command}\n`);
    return 0;
  },
});

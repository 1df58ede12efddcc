/** Starts a container: back-off, image, configuration, creation, start, postStart hook (pkg/kubelet/kuberuntime: doBackOff, startContainer). Each part gives the steps that follow. */
import type { Container } from '../../../api';
import { decideRestart } from '../../../resources/pod/restart-backoff';
import { createErrorText, startErrorText } from '../../images/catalogue';
import { BEGINNINGS } from '../../images/beginnings';
import { parseBehaviour, withWords } from '../../images/behaviour';
import type { Behaviour } from '../../images/behaviour';
import type { FoundImage } from '../../images/catalogue';
import { missingProgram } from '../../images/programs';
import { argvOf, callsWord, readsInput, signalWord, spinningLoops, waitsForInput, wordsOfCommand } from '../../images/command';
import { runHook } from '../hooks';
import { beginKills } from '../kill';
import { filesInside } from '../machine/inside';
import { changeContainer, createContainer, NEVER, removeContainers } from '../machine/machine';
import { memoryEnd } from '../machine/usage';
import { watchLogs } from '../log-manager';
import { EVICTION } from '../measure';
import { limitsStorage } from '../machine/storage-limits';
import { MONITORING_INTERVAL_S } from '../../../resources/eviction/manager';
import { LOOK, processesName } from '../processes/process';
import type { RuntimeContainer } from '../machine/machine';
import type { StartKind, Step } from '../memory';
import { seenContainer } from '../runtime-view';
import { podText, SECOND } from '../session';
import type { Session } from '../session';
import { isSidecar } from '../restart-policy';
import { knownObject } from '../volumes/known';
import { environmentFault } from './config';
import { expandVariables, givenTo } from './environment';
import { ensureImage, pulled } from './image';
import { deniedWrite, nonRootFault } from './user';

/** How a container fared: kept for the statuses to come (reasonCache). `null`: it has started. */
function fared(session: Session, container: string, outcome: { readonly reason: string; readonly message: string; readonly retryAt?: number } | null): void {
  const task = session.worker.task!;
  const retries = [...(task.retryAt === undefined ? [] : [task.retryAt]), ...(outcome?.retryAt === undefined ? [] : [outcome.retryAt])];
  session.set({
    task: {
      ...task, acted: true, failed: task.failed || outcome !== null,
      started: { ...task.started, [container]: outcome === null ? null : { reason: outcome.reason, message: outcome.message } },
      ...(retries.length === 0 ? {} : { retryAt: Math.min(...retries) }),
    },
  });
}

/** A failure ends the sync of a Pod whose init container it is; the others are still tried. */
function lost(session: Session, kind: StartKind, container: Container, reason: string, message: string, retryAt?: number): readonly Step[] | 'abort' {
  fared(session, container.name, { reason, message, ...(retryAt === undefined ? {} : { retryAt }) });
  return kind === 'initContainers' && !isSidecar(container) ? 'abort' : [];
}

export type Next = readonly Step[] | 'abort';

/** doBackOff; then the image. */
export function beginStart(session: Session, kind: StartKind, container: Container): Next {
  const { worker, now, pod } = session;
  const ended = worker.task!.view.containers.find((one) => one.name === container.name && one.state.state === 'exited')?.state;
  if (ended?.state === 'exited') {
    const key = `${container.name}/${container.image ?? ''}`;
    const decision = decideRestart(worker.crashes[key] ?? null, ended.finishedAt / SECOND, now / SECOND, { name: container.name, pod: podText(pod) });
    if (decision.kind === 'wait') {
      session.sayOf(kind, container.name, 'Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${podText(pod)}`);
      return lost(session, kind, container, 'CrashLoopBackOff', decision.message, ended.finishedAt + decision.delay * SECOND);
    }
    session.set({ crashes: { ...worker.crashes, [key]: decision.state } });
  }
  const answer = ensureImage(session, kind, container);
  if (answer.kind === 'failed') return lost(session, kind, container, answer.reason, answer.message);
  if (answer.kind === 'pull') return [{ do: 'pull', container: container.name, kind, since: now, begins: answer.begins, until: answer.until }];
  return create(session, kind, container, answer.found);
}

export function endPull(session: Session, kind: StartKind, container: Container, step: Extract<Step, { readonly do: 'pull' }>): Next {
  const answer = pulled(session, kind, container, step.since, step.begins);
  return answer.kind === 'failed' ? lost(session, kind, container, answer.reason, answer.message) : create(session, kind, container, answer.found);
}

const calling = (argv: readonly string[]): readonly string[] => [callsWord(argv)].filter((word) => word !== undefined);

/** What its process does: the image's words and then the command line's; an ordinary command takes the place of the image's process. */
function behaviourOf(argv: readonly string[], found: FoundImage, isScript: boolean, stdin: boolean): Behaviour {
  // Without a command it is the image's own: of a base system that is a shell, which ends at once without an input.
  if (stdin && (argv.length === 0 ? found.words.includes('exit=0') : waitsForInput(argv))) return parseBehaviour([...found.words.filter((word) => word.startsWith('pull')), 'waits', 'ignore-term', ...calling(argv)]);
  if (argv.length === 0) return found.behaviour;
  if (isScript) {
    const loops = spinningLoops(argv.join(' '));
    return parseBehaviour([...found.words.filter((word) => word.startsWith('pull')), signalWord(argv.join(' ')), ...(loops === 0 ? [] : [`busy=${loops}`]), ...calling(argv)]);
  }
  const command = wordsOfCommand(argv);
  return command === undefined ? parseBehaviour([...found.words, ...argv]) : parseBehaviour([...found.words.filter((word) => word.startsWith('pull')), ...command]);
}

const indexOf = (container: Container, pod: Session['pod']): string | undefined => {
  const env = (container.env ?? []).find(({ name }) => name === 'JOB_COMPLETION_INDEX');
  if (env === undefined) return undefined;
  const key = 'batch.kubernetes.io/job-completion-index';
  return env.value ?? pod.metadata.labels?.[key] ?? pod.metadata.annotations?.[key];
};

function create(session: Session, kind: StartKind, container: Container, found: FoundImage): Next {
  const { now, pod, worker, node } = session;
  const say = (type: 'Normal' | 'Warning', reason: string, message: string): void => session.sayOf(kind, container.name, type, reason, message);
  const fault = environmentFault(pod, container, (source, name) => knownObject(session, source, name)) ?? nonRootFault(pod, container, found.user);
  if (fault !== undefined) {
    say('Warning', 'Failed', `Error: ${fault}`);
    return lost(session, kind, container, 'CreateContainerConfigError', fault);
  }
  const given = givenTo(session, container);
  const argv = argvOf(container.image ?? '', container).map((word) => expandVariables(word, given?.env ?? {}));
  const missing = missingProgram(container, argv);
  const isScript = missing === undefined && (container.stdin !== true || !readsInput(argv)) && node.scripts?.runs(argv) === true;
  const fate = node.daemons?.(session.work.cluster, node.name, pod, argv);
  const denied = argv.length === 0 ? deniedWrite(pod, container, found) : undefined;
  const does = fate !== undefined ? parseBehaviour([...found.words.filter((word) => !/^(?:port|tls)=/.test(word)), ...fate]) : denied === undefined ? behaviourOf(argv, found, isScript, container.stdin === true) : parseBehaviour([...found.words.filter((word) => word.startsWith('pull')), `log=${denied}`, 'exit=1']);
  const killed = memoryEnd(does, container.resources);
  const behaviour = killed === undefined ? does : { ...does, ends: [...does.ends, killed] };
  if (behaviour.createError !== undefined) {
    const message = createErrorText(behaviour.createError);
    say('Warning', 'Failed', `Error: ${message}`);
    return lost(session, kind, container, 'CreateContainerError', message);
  }
  const before = seenContainer(worker.task!.view, container.name);
  const index = indexOf(container, pod);
  // Two of each name are enough for the status: the latest and the one before it.
  const older = (session.runtimePod?.containers ?? []).filter(({ name }) => name === container.name).slice(1);
  session.machine = removeContainers(session.machine, worker.uid, ({ id }) => older.some((one) => one.id === id));
  const made = createContainer(session.machine, node.name, worker.uid, {
    name: container.name, image: container.image ?? '', sandbox: session.runtimePod?.sandboxes[0]?.id ?? '', attempt: before === undefined ? 0 : before.attempt + 1, behaviour, createdAt: now,
    ...(index === undefined ? {} : { index }), ...((container.terminationMessagePath ?? '') === '' || container.terminationMessagePath === '/dev/termination-log' ? {} : { messagePath: container.terminationMessagePath }), ...(container.terminationMessagePolicy === 'FallbackToLogsOnError' ? { messageFromLog: true } : {}), ...(container.resources === undefined ? {} : { resources: container.resources }),
    ...(given === undefined ? {} : { given }), ...(/^[1-9]\d*$/.test(found.user ?? '') ? { user: Number(found.user) } : {}),
    ...(isScript ? { process: { argv, at: now, next: 0, status: 0, directory: container.workingDir ?? '/', variables: {} } } : {}),
  });
  session.machine = made.machine;
  say('Normal', 'Created', 'Container created');
  const message = missing ?? (behaviour.startError === undefined ? undefined : startErrorText(behaviour.startError));
  if (message === undefined) return [{ do: 'run', container: container.name, kind, id: made.container.id, until: now + session.pace.start + behaviour.start }];
  session.machine = changeContainer(session.machine, worker.uid, made.container.id, (one) => ({ ...one, startFailed: { at: now, message } }));
  say('Warning', 'Failed', `Error: ${message}`);
  return lost(session, kind, container, 'RunContainerError', message);
}

const runtimeOf = (session: Session, id: string): RuntimeContainer => session.runtimePod!.containers.find((one) => one.id === id)!;

/** What a process makes of its command line and of what it reads as it begins; nothing where the image is of no such kind. */
function beginning(session: Session, container: Container, own: RuntimeContainer): Partial<RuntimeContainer> {
  const begins = Object.hasOwn(BEGINNINGS, own.behaviour.serves ?? '') ? BEGINNINGS[own.behaviour.serves ?? ''] : undefined;
  if (begins === undefined) return {};
  const argv = argvOf(own.image, container).map((word) => expandVariables(word, own.given?.env ?? {}));
  const { words, loaded } = begins(argv, (path) => {
    const file = filesInside(session.work.cluster, session.pod, container, own)?.[path];
    return file?.kind === 'file' ? file.text : undefined;
  });
  return { behaviour: withWords(own.behaviour, words), ...(loaded === undefined ? {} : { loaded }) };
}

/** The runtime's call has come back: the process runs. */
export function begun(session: Session, kind: StartKind, container: Container, id: string): Next {
  const { now, worker, node } = session;
  session.machine = changeContainer(session.machine, worker.uid, id, (one) => ({ ...one, startedAt: now, ...beginning(session, container, one) }));
  session.sayOf(kind, container.name, 'Normal', 'Started', 'Container started');
  const last = Math.max(0, ...(runtimeOf(session, id).behaviour.holds ?? []).map(({ after }) => after));
  if (last > 0) session.work.enqueueAfter(EVICTION, last);
  if (limitsStorage(session.pod.spec)) session.work.enqueueAfter(EVICTION, MONITORING_INTERVAL_S * 1_000_000);
  if (node.journal !== undefined) watchLogs(session.work, node);
  if (runtimeOf(session, id).process !== undefined) session.work.wake(processesName(session.node.name), LOOK, now);
  const hook = container.lifecycle?.postStart;
  if (hook !== undefined) {
    const { takes, failure } = runHook(session, container, runtimeOf(session, id), hook);
    return [{ do: 'hook', container: container.name, kind, id, until: Math.min(now + takes, NEVER), ...(failure === undefined ? {} : { failure }) }];
  }
  fared(session, container.name, null);
  return [];
}

/** The postStart hook is done; one that failed takes the container with it. */
export function hooked(session: Session, kind: StartKind, container: Container, step: Extract<Step, { readonly do: 'hook' }>): Next {
  if (step.failure === undefined) {
    fared(session, container.name, null);
    return [];
  }
  session.sayOf(kind, container.name, 'Warning', 'FailedPostStartHook', 'PostStartHook failed');
  const kills = beginKills(session, [{ container: container.name, id: step.id, message: 'FailedPostStartHook', reason: '' }]);
  const rest = lost(session, kind, container, 'PostStartHookError', step.failure);
  const kill: Step = { do: 'kill', kills, sandbox: false };
  return rest === 'abort' ? [kill, { do: 'abort' }] : [kill, ...rest];
}

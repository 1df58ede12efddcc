import type { Pod } from '../../../api/types';
import { fetchInfo } from '../../resources/info';
import type { Info } from '../../resources/info';
import { splitPair } from '../../resources/arguments';
import { mappingFor } from '../../resources/mapper';
import { ask } from '../../runtime/client';
import type { Answered, Asked } from '../../runtime/client';
import { ConnectionError } from '../../runtime/connection';
import { ExitError, KubectlError, ServerError, usageError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { attachablePod, runningTimeout } from './attachable';
import { chosenContainer } from './containers';

/** The object of POD or TYPE/NAME. */
export function* podOrOwner(session: Session, word: string): Steps<Info> {
  const { type, name } = splitPair(word) ?? { type: 'pods', name: word };
  const kind = mappingFor(session, type);
  const info = { kind, name, namespace: kind.resource?.namespaced === false ? '' : session.namespace().name };
  return { ...info, object: yield* fetchInfo(session, info) };
}

/** A connection that becomes a stream: an answer that is no Status is its failure (client-go transport/spdy Negotiate). */
export function* upgraded(session: Session, asked: Asked): Steps<Answered> {
  try {
    return yield* ask(session, asked);
  } catch (error) {
    const plain = error instanceof ServerError && !(error instanceof ConnectionError) && error.failure.reason === '' && error.failure.details === undefined;
    throw plain ? new KubectlError(`unable to upgrade connection: ${error.message}`) : error;
  }
}

/** What runs in a container, or is begun there, over a stream. */
export function* runIn(session: Session, pod: Pod, subresource: 'exec' | 'attach', container: string, command: readonly string[]): Steps<void> {
  const { machine, flags } = session;
  const { namespace = '', name = '' } = pod.metadata;
  const [stdin, tty] = [flags.bool('stdin'), flags.bool('tty')];
  const answer = yield* upgraded(session, {
    verb: 'get', group: '', resource: 'pods', namespace, name, subresource,
    options: { container, ...(subresource === 'exec' ? { command } : {}), stdin, stdout: true, stderr: !tty, tty, ...(stdin ? { input: machine.stdin } : {}) },
  });
  if (!('stream' in answer)) return;
  const { stdout, stderr, exit, took, error } = answer.stream;
  if (exit === undefined && error === undefined && machine.processes === true) {
    yield { do: 'sleep', micros: took };
    const ended = yield { do: 'process', process: { pod, container, ...(subresource === 'exec' ? { command } : {}), stdin, tty } };
    const code = ended !== undefined && 'exited' in ended ? ended.exited : 0;
    if (subresource === 'exec' && code !== 0) throw new ExitError(`command terminated with exit code ${code}`, code);
    return;
  }
  yield { do: 'sleep', micros: took };
  machine.out(stdout);
  machine.err(stderr);
  if (error !== undefined) throw new KubectlError(error);
  if (exit !== undefined && exit !== 0) throw new ExitError(`command terminated with exit code ${exit}`, exit);
}

/** `kubectl exec` (pkg/cmd/exec). */
export const exec: Verb = function* exec(session) {
  const { args, dashAt, command, flags, machine } = session;
  const files = flags.list('filename').length > 0;
  if (args.length > 1 && dashAt === undefined) throw usageError(command, 'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead');
  const target = files ? undefined : args[0];
  if (target === undefined || (dashAt === 0 && !files)) throw new KubectlError('pod, type/name or --filename must be specified');
  const words = args.slice(dashAt ?? args.length);
  const timeout = runningTimeout(session);
  if (words.length === 0) throw new KubectlError('you must specify at least one command for the container');
  const pod = yield* attachablePod(session, yield* podOrOwner(session, target), timeout);
  const phase = pod.status?.phase ?? '';
  if (phase === 'Succeeded' || phase === 'Failed') throw new KubectlError(`cannot exec into a container in a completed pod; current phase is ${phase}`);
  const container = chosenContainer(pod, flags.text('container'), (text) => (flags.bool('quiet') ? undefined : machine.err(text)), false);
  yield* runIn(session, pod, 'exec', container, words);
};

/** 'kubectl attach' (pkg/cmd/attach). */
export const attach: Verb = function* attach(session) {
  const { args, flags, machine } = session;
  if (args.length === 0) throw new KubectlError('at least 1 argument is required for attach');
  if (args.length > 2) throw new KubectlError(`expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`);
  const timeout = runningTimeout(session);
  const pod = yield* attachablePod(session, yield* podOrOwner(session, args.length === 2 ? args.join('/') : (args[0] ?? '')), timeout);
  const phase = pod.status?.phase ?? '';
  if (phase === 'Succeeded' || phase === 'Failed') throw new KubectlError(`cannot attach a container in a completed pod; current phase is ${phase}`);
  const container = chosenContainer(pod, flags.text('container'), (text) => (flags.bool('quiet') ? undefined : machine.err(text)), false);
  yield* attachTo(session, pod, container, 'kubectl attach');
};

/** AttachOptions.Run, from a terminal. */
export function* attachTo(session: Session, pod: Pod, container: string, commandName: string): Steps<void> {
  const { machine, flags } = session;
  const [stdin, quiet] = [flags.bool('stdin'), flags.bool('quiet')];
  const own = [...pod.spec.containers, ...(pod.spec.initContainers ?? []), ...(pod.spec.ephemeralContainers ?? [])].find(({ name }) => name === container);
  const tty = flags.bool('tty') && own?.tty === true;
  if (flags.bool('tty') && !tty && !quiet) machine.err(`error: Unable to use a TTY - container ${container} did not allocate one\n`);
  if (machine.processes === true && !quiet) machine.err("All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n");
  yield* runIn(session, pod, 'attach', container, []);
  if (machine.processes !== true || quiet || !stdin || !tty) return;
  const { name = '', namespace = '' } = pod.metadata;
  const ephemeral = (pod.spec.ephemeralContainers ?? []).some((one) => one.name === container);
  machine.out(ephemeral
    ? `Session ended, the ephemeral container will not be restarted but may be reattached using '${commandName} ${name} -c ${container} -n ${namespace} -i -t' if it is still running\n`
    : `Session ended, resume using '${commandName} ${name} -c ${container} -n ${namespace} -i -t' command\n`);
}

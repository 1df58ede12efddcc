import type { Pod } from '../../../api/types';
import { packTar, readTar } from '../../../base/tar';
import type { TarEntry } from '../../../base/tar';
import { fetchInfo } from '../../resources/info';
import { mappingFor } from '../../resources/mapper';
import { ExitError, KubectlError } from '../../runtime/errors';
import { absolute } from '../../runtime/machine';
import type { Machine, Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { chosenContainer } from './containers';
import { upgraded } from './exec';
import type { Stream } from '../../../cluster/apiserver/types';

interface Spec {
  readonly namespace: string;
  readonly pod: string;
  readonly file: string;
}

/** extractFileSpec: `[[namespace/]pod:]file`. */
function specOf(text: string): Spec {
  const bad = new KubectlError('filespec must match the canonical format: [[namespace/]pod:]file/path');
  const colon = text.indexOf(':');
  if (colon === 0) throw bad;
  if (colon < 0) return { namespace: '', pod: '', file: text };
  const place = text.slice(0, colon).split('/');
  if (place.length > 2) throw bad;
  const [namespace = '', pod = ''] = place.length === 2 ? place : ['', place[0]];
  return { namespace, pod, file: text.slice(colon + 1) };
}

/** localPath and remotePath: as Go's path package has them. */
const base = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? '';
const dir = (path: string): string => (/\/[^/]*$/.test(path) ? path.replace(/\/[^/]*$/, '') || '/' : '.');
const join = (path: string, rest: string): string => `${path.replace(/\/+$/, '')}${rest === '' ? '' : `/${rest.replace(/^\/+/, '')}`}`;

/** stripPathShortcuts of a cleaned path without slashes around it. */
const prefixOf = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
};

/** ExecOptions.Run, whose output is the caller's. `says` hears which container was chosen. */
function* execute(session: Session, { namespace, pod: name }: Spec, command: readonly string[], says: (text: string) => void, input?: string): Steps<Stream> {
  const at = namespace || session.namespace().name;
  const pod = (yield* fetchInfo(session, { kind: mappingFor(session, 'pods'), namespace: at, name })) as unknown as Pod;
  const phase = pod.status?.phase ?? '';
  if (phase === 'Succeeded' || phase === 'Failed') throw new KubectlError(`cannot exec into a container in a completed pod; current phase is ${phase}`);
  const container = chosenContainer(pod, session.flags.text('container'), says, false);
  const answer = yield* upgraded(session, { verb: 'get', group: '', resource: 'pods', namespace: at, name, subresource: 'exec', options: { container, command, stdin: input !== undefined, stdout: true, stderr: true, tty: false, ...(input === undefined ? {} : { input }) } });
  if (!('stream' in answer)) return { stdout: '', stderr: '', took: 0, exit: undefined };
  yield { do: 'sleep', micros: answer.stream.took };
  return answer.stream;
}

const failedWith = ({ exit, error }: Stream): Error | undefined => {
  if (error !== undefined) return new KubectlError(error);
  return exit === undefined || exit === 0 ? undefined : new ExitError(`command terminated with exit code ${exit}`, exit);
};

/** recursiveTar: files, and directories that are empty. */
function packed(machine: Machine, path: string, name: string): readonly TarEntry[] {
  const text = machine.files.read(path);
  if (text !== undefined) return [{ name, text, at: machine.now() }];
  const inside = machine.files.list(path) ?? [];
  return inside.length === 0 ? [{ name: `${name}/`, text: '', at: machine.now() }] : [...inside].sort().flatMap((one) => packed(machine, `${path}/${one}`, `${name}/${one}`));
}

function* toPod(session: Session, from: Spec, to: Spec): Steps<void> {
  const { machine, flags } = session;
  const path = absolute(machine, from.file);
  if (machine.files.read(path) === undefined && machine.files.list(path) === undefined) throw new KubectlError(`${from.file} doesn't exist in local filesystem`);
  let file = to.file;
  try {
    const tested = yield* execute(session, to, ['test', '-d', to.file], () => undefined);
    if (failedWith(tested) === undefined) file = join(to.file, base(path));
  } catch (error) {
    // Whatever it is, the next command says so.
    if (!(error instanceof KubectlError)) throw error;
  }
  const directory = dir(file);
  const command = ['tar', ...(flags.bool('no-preserve') ? ['--no-same-permissions', '--no-same-owner'] : []), '-xmf', '-', ...(directory === '' ? [] : ['-C', directory])];
  const ran = yield* execute(session, to, command, (text) => machine.err(text), packTar(packed(machine, path, base(file))));
  machine.out(ran.stdout);
  machine.err(ran.stderr);
  const failure = failedWith(ran);
  if (failure !== undefined) throw failure;
}

/** copyFromPod: what the tar of the container says goes to the standard output. */
function* fromPod(session: Session, from: Spec, to: Spec): Steps<void> {
  const { machine } = session;
  const ran = yield* execute(session, from, ['tar', 'cf', '-', from.file], (text) => machine.out(text));
  machine.out(ran.stderr);
  const failure = failedWith(ran);
  if (failure !== undefined) throw failure;
  const prefix = prefixOf(from.file);
  for (const { name, text } of readTar(ran.stdout) ?? []) {
    if (!name.startsWith(prefix)) throw new KubectlError('tar contents corrupted');
    if (name.endsWith('/')) continue;
    const path = join(to.file, name.slice(prefix.length));
    const refusal = machine.files.write(absolute(machine, path), text);
    if (refusal !== undefined) throw new KubectlError(`open ${path}: ${refusal.toLowerCase()}`);
  }
}

/** `kubectl cp` (pkg/cmd/cp): a tar here and one in the container, which has to be there. Empty directories are not made on this machine. */
export const cp: Verb = function* cp(session) {
  const { args } = session;
  if (args.length !== 2) throw new KubectlError('source and destination are required');
  const [from, to] = [specOf(args[0] ?? ''), specOf(args[1] ?? '')];
  if (from.pod !== '' && to.pod !== '') throw new KubectlError('one of src or dest must be a local file specification');
  if (from.file === '' || to.file === '') throw new KubectlError('filepath can not be empty');
  if (from.pod === '' && to.pod === '') throw new KubectlError('one of src or dest must be a remote file specification');
  yield* from.pod === '' ? toPod(session, from, to) : fromPod(session, from, to);
};

import { fetchInfo } from '../../resources/info';
import { mappingFor } from '../../resources/mapper';
import { KubectlError } from '../../runtime/errors';
import { absolute } from '../../runtime/machine';
import type { Verb } from '../../runtime/session';

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

/** `kubectl cp` (pkg/cmd/cp). What a file would carry is not simulated: the Pod is looked for, and the file. */
export const cp: Verb = function* cp(session) {
  const { args, machine } = session;
  if (args.length !== 2) throw new KubectlError('source and destination are required');
  const [from, to] = [specOf(args[0] ?? ''), specOf(args[1] ?? '')];
  if (from.pod !== '' && to.pod !== '') throw new KubectlError('one of src or dest must be a local file specification');
  if (from.file === '' || to.file === '') throw new KubectlError('filepath can not be empty');
  if (from.pod === '' && to.pod === '') throw new KubectlError('one of src or dest must be a remote file specification');
  const remote = from.pod === '' ? to : from;
  if (from.pod === '' && machine.files.read(absolute(machine, from.file)) === undefined && machine.files.list(absolute(machine, from.file)) === undefined) throw new KubectlError(`${from.file} doesn't exist in local filesystem`);
  yield* fetchInfo(session, { kind: mappingFor(session, 'pods'), namespace: remote.namespace || session.namespace().name, name: remote.pod });
  throw new KubectlError('copying files is not simulated here; what is: kubectl exec, logs, describe');
};

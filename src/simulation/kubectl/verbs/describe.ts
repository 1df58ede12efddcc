import { describeObject } from '../describe';
import { fileFlags, infosOf, select } from '../resources/select';
import { fetchInfo } from '../resources/info';
import { isNotFound, KubectlError, ServerError, throwAll } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';

const isRefusal = (error: unknown): error is Error => error instanceof ServerError || error instanceof KubectlError;

/** DescribeMatchingResources: all objects whose name begins so. */
function* matching(session: Session, type: string, prefix: string, original: Error, showEvents: boolean): Steps<void> {
  const { infos, errors } = yield* infosOf(select(session, { args: [type], typeMeansAll: true, singleType: true }));
  throwAll(errors);
  const found = infos.filter(({ name }) => name.startsWith(prefix));
  for (const { kind, object } of found) session.machine.out(`${yield* describeObject(session, kind, object, showEvents)}\n`);
  if (found.length === 0) throw original;
}

/** `kubectl describe` (pkg/cmd/describe). */
export const describe: Verb = function* describe(session) {
  const { flags, args, machine } = session;
  const files = fileFlags(session);
  if (args.length === 0 && (files.filenames ?? []).length === 0 && files.kustomize === '') {
    throw new KubectlError('You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.');
  }
  const namespace = session.namespace().name;
  const selected = select(session, { args, ...files, labelSelector: flags.text('selector'), allNamespaces: flags.bool('all-namespaces'), typeMeansAll: true, continueOnError: true });
  const { infos, errors } = yield* infosOf(selected);
  const showEvents = flags.bool('show-events') && (flags.changed('show-events') || (errors.length === 0 && infos.length <= 1));
  const [first] = errors;
  if (first !== undefined && errors.length === 1 && isNotFound(first) && args.length === 2) {
    yield* matching(session, args[0] ?? '', args[1] ?? '', first, showEvents);
    return;
  }
  const said: Error[] = [...errors];
  let count = 0;
  for (const info of infos) {
    try {
      const object = info.written === undefined ? info.object : yield* fetchInfo(session, info);
      const text = yield* describeObject(session, info.kind, object, showEvents);
      machine.out(count === 0 ? text : `\n\n${text}`);
      count += 1;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (!said.some(({ message }) => message === error.message)) said.push(error);
    }
  }
  if (infos.length === 0 && said.length === 0) machine.err(flags.bool('all-namespaces') ? 'No resources found\n' : `No resources found in ${namespace} namespace.\n`);
  throwAll(said);
};

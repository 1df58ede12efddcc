import { compareBytes } from '../../../base/go/compare-bytes';
import { alignColumns, KUBECTL_COLUMNS } from '../../../base/go/tabwriter';
import { draftOf, minified, rawOf, redacted } from '../../config/edit';
import { printerFor } from '../../output/formats';
import { indentedJson } from '../../output/json';
import { KubectlError, throwAll, usageError } from '../../runtime/errors';
import type { Verb } from '../../runtime/session';

/** `kubectl config view`. */
export const configView: Verb = function* configView(session) {
  yield* [];
  const { flags, args, command, machine } = session;
  if (args.length > 0) throw usageError(command, `unexpected arguments: [${args.join(' ')}]`);
  let draft = draftOf(session.kubeconfig());
  if (flags.bool('minify')) {
    const small = minified(flags.text('context') === '' ? draft : { ...draft, currentContext: flags.text('context') });
    if ('error' in small) throw new KubectlError(small.error);
    draft = small;
  }
  const shown = rawOf(flags.bool('raw') || flags.bool('flatten') ? draft : redacted(draft));
  machine.out(printerFor(session, { json: (object) => `${indentedJson(object)}\n` })(shown));
};

/** `kubectl config get-contexts`. */
export const getContexts: Verb = function* getContexts(session) {
  yield* [];
  const { flags, args, machine } = session;
  const output = flags.text('output');
  if (output !== '' && output !== 'name') throw new KubectlError(`--output ${output} is not available in kubectl config get-contexts; resetting to default output format`);
  const { contexts, currentContext } = session.kubeconfig();
  const missing = args.filter((name) => !contexts.has(name));
  const names = (args.length === 0 ? [...contexts.keys()] : args.filter((name) => contexts.has(name))).sort(compareBytes);
  if (output === 'name') machine.out(names.map((name) => `${name}\n`).join(''));
  else {
    const rows = names.map((name) => [name === currentContext ? '*' : '', name, contexts.get(name)?.cluster ?? '', contexts.get(name)?.user ?? '', contexts.get(name)?.namespace ?? '']);
    const all = [...(flags.bool('no-headers') ? [] : [['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']]), ...rows];
    machine.out(alignColumns(all.map((row) => `${row.join('\t')}\n`).join(''), KUBECTL_COLUMNS));
  }
  throwAll(missing.map((name) => new KubectlError(`context ${name} not found`)));
};

/** `kubectl config current-context`. */
export const currentContext: Verb = function* currentContext(session) {
  yield* [];
  const name = session.kubeconfig().currentContext;
  if (name === '') throw new KubectlError('current-context is not set');
  session.machine.out(`${name}\n`);
};

const namesOf = (which: 'users' | 'clusters'): Verb =>
  function* names(session) {
    yield* [];
    session.machine.out(`NAME\n${[...session.kubeconfig()[which].keys()].sort(compareBytes).map((name) => `${name}\n`).join('')}`);
  };

export const getUsers = namesOf('users');
export const getClusters = namesOf('clusters');

import { objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { accessTable } from '../../../policy/rbac';
import type { RulesReviewStatus } from '../../../policy/rbac';
import { alignColumns } from '../../../base/go/tabwriter';
import { findResource } from '../../resources/mapper';
import { send, warn } from '../../runtime/client';
import { ExitError, KubectlError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { reviewKind } from './review';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'impersonate', '*', 'approve', 'sign', 'escalate', 'attest'];
const URL_VERBS = ['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*'];
const UNDISCOVERED = ['users', 'groups'];

interface Target {
  readonly group: string;
  readonly resource: string;
  readonly namespaced: boolean | undefined;
}

function targetOf(session: Session, word: string): Target {
  if (word === '*') return { group: '', resource: '*', namespaced: true };
  const kind = findResource(session, word.toLowerCase());
  if (kind?.resource !== undefined) return { group: kind.resource.group, resource: kind.resource.plural, namespaced: kind.resource.namespaced };
  const [resource = '', ...group] = word.toLowerCase().split('.');
  if (!UNDISCOVERED.includes(word)) warn(session.machine, `the server doesn't have a resource type '${resource}'${group.length === 0 ? '' : ` in group '${group.join('.')}'`}\n`);
  return { group: '', resource: word, namespaced: undefined };
}

function* check(session: Session, attributes: JsonObject): Steps<void> {
  const kind = reviewKind(session, 'authorization.k8s.io/v1', 'SelfSubjectAccessReview');
  const answer = yield* send(session, kind, { verb: 'create', namespace: '', body: { apiVersion: kind.apiVersion, kind: kind.kind, metadata: {}, spec: attributes } as never });
  const { allowed, reason, evaluationError } = objectOf(answer.status);
  const quiet = session.flags.bool('quiet');
  const because = [textOf(reason), textOf(evaluationError)].filter((one) => one !== '').map((one) => ` - ${one}`);
  if (!quiet) session.machine.out(allowed === true ? 'yes\n' : `no${because.join('')}\n`);
  if (allowed !== true) throw new ExitError('');
}

function* listAccess(session: Session): Steps<void> {
  const { flags, machine } = session;
  const kind = reviewKind(session, 'authorization.k8s.io/v1', 'SelfSubjectRulesReview');
  const answer = yield* send(session, kind, { verb: 'create', namespace: '', body: { apiVersion: kind.apiVersion, kind: kind.kind, metadata: {}, spec: { namespace: session.namespace().name } } as never });
  const status = objectOf(answer.status);
  if (status.incomplete === true) warn(machine, `the list may be incomplete: ${textOf(status.evaluationError)}`);
  const table = accessTable(status as unknown as RulesReviewStatus);
  machine.out(flags.bool('no-headers') ? alignColumns(table.slice(table.indexOf('\n') + 1), { minWidth: 6, padding: 3 }) : table);
}

/** `kubectl auth can-i` (pkg/cmd/auth/cani.go). */
export const canI: Verb = function* canI(session) {
  const { flags, args, machine } = session;
  const allNamespaces = flags.bool('all-namespaces');
  const subresource = flags.text('subresource');
  if (flags.bool('list')) {
    if (args.length > 0) throw new KubectlError('list option must be specified with no arguments');
    if (flags.bool('quiet') || allNamespaces || subresource !== '') throw new KubectlError("list option can't be specified with neither quiet, all-namespaces nor subresource options");
    yield* listAccess(session);
    return;
  }
  const [verb = '', what = ''] = args;
  if (args.length !== 2) throw new KubectlError("you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.");
  if (what.startsWith('/')) {
    if (subresource !== '') throw new KubectlError('--subresource can not be used with NonResourceURL');
    if (!URL_VERBS.includes(verb)) warn(machine, `verb '${verb}' is not a known verb\n`);
    yield* check(session, { nonResourceAttributes: { verb, path: what } });
    return;
  }
  const slash = what.indexOf('/');
  const { group, resource, namespaced } = targetOf(session, slash < 0 ? what : what.slice(0, slash));
  if (!allNamespaces) {
    if (namespaced === false) warn(machine, `resource '${resource}' is not namespace scoped${group === '' ? '' : ` in group '${group}'`}\n`);
    if (!VERBS.includes(verb)) warn(machine, `verb '${verb}' is not a known verb\n`);
  }
  if (flags.bool('no-headers')) throw new KubectlError('--no-headers cannot be set without --list specified');
  const namespace = allNamespaces ? '' : session.namespace().name;
  yield* check(session, { resourceAttributes: { namespace, verb, group, resource, subresource, name: slash < 0 ? '' : what.slice(slash + 1) } });
};

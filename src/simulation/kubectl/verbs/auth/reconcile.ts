import type { Kind } from '../../../api/kind';
import type { JsonObject } from '../../../api/schema/walk';
import { printList } from '../../../base/go/quote';
import { reconcileBinding, reconcileRole } from '../../../policy/rbac/reconcile';
import type { Reconcilable, Reconciled } from '../../../policy/rbac/reconcile';
import type { PolicyRule, Subject } from '../../../policy/rbac/types';
import { printerFor } from '../../output/formats';
import type { Info } from '../../resources/info';
import { fileFlags, select, visit } from '../../resources/select';
import { getObject, send } from '../../runtime/client';
import { dryRunOf, tried } from '../../runtime/dry-run';
import { isNotFound, KubectlError, ServerError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { builtIn, typed } from '../create/draft';

const GROUP = 'rbac.authorization.k8s.io';
const ROLES = ['Role', 'ClusterRole'];
const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'];

type Result = Reconciled<JsonObject & Reconcilable>;

/** `%+v` of a rule and of a subject. */
const shownRule = ({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: PolicyRule): string =>
  `{Verbs:${printList(verbs)} APIGroups:${printList(apiGroups)} Resources:${printList(resources)} ResourceNames:${printList(resourceNames)} NonResourceURLs:${printList(nonResourceURLs)}}`;
const shownSubject = ({ kind, apiGroup = '', name, namespace = '' }: Subject): string => `{Kind:${kind} APIGroup:${apiGroup} Name:${name} Namespace:${namespace}}`;

/** printResults. */
function explain({ machine, flags }: Session, { operation, isProtected, ...result }: Result): void {
  if (operation === 'none') return;
  const section = (title: string, lines: readonly string[]): string => (lines.length === 0 ? '' : `\t${title}:\n${lines.map((line) => `\t\t${line}\n`).join('')}`);
  const caveat = isProtected ? ', but object opted out (rbac.authorization.kubernetes.io/autoupdate: false)' : '';
  machine.err(
    `\treconciliation required ${operation}${caveat}\n${section('missing subjects added', result.missingSubjects.map(shownSubject))}${flags.bool('remove-extra-subjects') ? section('extra subjects removed', result.extraSubjects.map(shownSubject)) : ''}` +
      `${section('missing rules added', result.missingRules.map(shownRule))}${flags.bool('remove-extra-permissions') ? section('extra rules removed', result.extraRules.map(shownRule)) : ''}`,
  );
}

function* found(session: Session, kind: Kind, namespace: string, name: string): Steps<JsonObject | undefined> {
  try {
    return yield* getObject(session, kind, namespace, name);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const isPassed = (error: unknown, reasons: readonly string[]): boolean => error instanceof ServerError && reasons.includes(error.failure.reason);

/** tryEnsureNamespace. */
function* ensureNamespace(session: Session, namespace: string): Steps<void> {
  const kind = builtIn(session, 'v1', 'Namespace');
  try {
    yield* getObject(session, kind, '', namespace);
    return;
  } catch (error) {
    if (!isPassed(error, ['NotFound', 'Forbidden'])) throw error;
  }
  try {
    yield* send(session, kind, { verb: 'create', namespace: '', body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } } as never });
  } catch (error) {
    if (!isPassed(error, ['AlreadyExists', 'Forbidden'])) throw error;
  }
}

function* carryOut(session: Session, { kind, namespace, name }: Info, { operation, object }: Result): Steps<JsonObject> {
  const { object: body } = typed(kind, object);
  if (operation === 'recreate') {
    try {
      yield* send(session, kind, { verb: 'delete', namespace, name });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  if (operation === 'update') return yield* send(session, kind, { verb: 'update', namespace, name, body });
  if (namespace !== '') yield* ensureNamespace(session, namespace);
  return yield* send(session, kind, { verb: 'create', namespace, body });
}

function* reconcileOne(session: Session, info: Info, dryRun: boolean): Steps<Result> {
  const { flags } = session;
  const expected = typed(info.kind, info.object).json as JsonObject & Reconcilable;
  const existing = (yield* found(session, info.kind, info.namespace, info.name)) as (JsonObject & Reconcilable) | undefined;
  const result = ROLES.includes(info.kind.kind) ? reconcileRole(existing, expected, flags.bool('remove-extra-permissions')) : reconcileBinding(existing, expected, flags.bool('remove-extra-subjects'));
  if (result.operation === 'none' || result.isProtected || dryRun) return result;
  return { ...result, object: { ...result.object, ...(yield* carryOut(session, info, result)) } as Result['object'] };
}

/** `kubectl auth reconcile` (pkg/cmd/auth/reconcile.go). */
export const reconcile: Verb = function* reconcile(session) {
  const { args, machine } = session;
  const files = fileFlags(session);
  if ((files.filenames ?? []).length === 0 && (files.kustomize ?? '') === '') throw new KubectlError('must specify one of -f and -k');
  if (args.length > 0) throw new KubectlError('no arguments are allowed');
  const dryRun = dryRunOf(session);
  if (dryRun === 'server') throw new KubectlError('--dry-run=server for command reconcile is not supported yet');
  const print = printerFor(session, { operation: tried('reconciled', dryRun), typed: true });
  yield* visit(select(session, { args: [], ...files, continueOnError: true }), function* each(info) {
    const { kind } = info;
    if (kind.resource?.group !== GROUP || ![...ROLES, ...BINDINGS].includes(kind.kind)) return;
    const result = yield* reconcileOne(session, info, dryRun === 'client');
    machine.out(print(result.object));
    explain(session, result);
  });
};

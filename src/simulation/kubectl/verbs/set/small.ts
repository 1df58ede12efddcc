import { parseLabelSelector } from '../../../api/selector';
import { listOf, objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { equalValues } from '../../../api/equal';
import { printerFor } from '../../output/formats';
import { fileFlags, select, visit } from '../../resources/select';
import { send } from '../../runtime/client';
import { dryRunOf, tried } from '../../runtime/dry-run';
import { KubectlError } from '../../runtime/errors';
import type { Session, Verb } from '../../runtime/session';
import { typedOnly } from '../rollout/common';
import { changeAll, checkSet, objectsOf, patchOf } from './change';
import { withPodSpec } from './pod-spec';

/** `kubectl set serviceaccount` (pkg/cmd/set/set_serviceaccount.go). */
export const setServiceAccount: Verb = function* setServiceAccount(session) {
  const dryRun = dryRunOf(session);
  checkSet(session, dryRun);
  const { args } = session;
  if (args.length === 0) throw new KubectlError('serviceaccount is required');
  const account = args[args.length - 1]!;
  const infos = yield* objectsOf(session, args.slice(0, -1));
  yield* changeAll(session, infos, {
    dryRun, operation: 'serviceaccount updated', failure: 'failed to patch ServiceAccountName ', unchanged: true,
    change: (info) => withPodSpec(info, (spec) => ({ ...spec, serviceAccountName: account })),
  });
};

function selectorOf(text: string): JsonObject {
  const parsed = parseLabelSelector(text);
  if (!parsed.ok) throw new KubectlError(`couldn't parse the selector string "${text}": ${parsed.error}`);
  return Object.fromEntries(parsed.value.map(({ key, values }) => [key, [...values][0] ?? '']));
}

/** `kubectl set selector` (pkg/cmd/set/set_selector.go). */
export const setSelector: Verb = function* setSelector(session) {
  const { flags, args, machine } = session;
  const dryRun = dryRunOf(session);
  const print = printerFor(session, { operation: tried('selector updated', dryRun), typed: true });
  if (args.length < 2 && flags.list('filename').length === 0) throw new KubectlError('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  const selector = selectorOf(args[args.length - 1] ?? '');
  const isLocal = flags.bool('local');
  const selected = select(session, { args: isLocal ? [] : args.slice(0, -1), ...fileFlags(session), all: flags.bool('all'), continueOnError: true, latest: !isLocal });
  yield* visit(selected, function* each(info) {
    typedOnly(info.kind);
    if (info.kind.type !== 'core.v1.Service') throw new KubectlError('setting a selector is only supported for Services');
    const after = { ...info.object, spec: { ...objectOf(info.object.spec), selector } };
    if (isLocal || dryRun === 'client') {
      machine.out(print(after));
      return;
    }
    machine.out(print(yield* send(session, info.kind, { verb: 'patch', namespace: info.namespace, name: info.name, patch: (patchOf(info, after) ?? {}) as never, patchType: 'strategic', fieldManager: flags.text('field-manager'), dryRun: dryRun === 'server' })));
  });
};

const GROUP = 'rbac.authorization.k8s.io';

function subjectsOf({ flags, namespace }: Session): readonly JsonObject[] {
  const sorted = (name: string): string[] => [...new Set(flags.list(name))].sort();
  const accounts = sorted('serviceaccount').map((text) => {
    const [space = '', name = '', ...more] = text.split(':');
    if (name === '' || more.length > 0) throw new KubectlError('serviceaccount must be <namespace>:<name>');
    return { kind: 'ServiceAccount', name, namespace: space === '' ? namespace().name : space };
  });
  return [...sorted('user').map((name) => ({ apiGroup: GROUP, kind: 'User', name })), ...sorted('group').map((name) => ({ apiGroup: GROUP, kind: 'Group', name })), ...accounts];
}

/** `kubectl set subject` (pkg/cmd/set/set_subject.go). */
export const setSubject: Verb = function* setSubject(session) {
  const dryRun = dryRunOf(session);
  const infos = yield* objectsOf(session, session.args);
  checkSet(session, dryRun);
  const subjects = subjectsOf(session);
  if (subjects.length === 0) throw new KubectlError('you must specify at least one value of user, group or serviceaccount');
  yield* changeAll(session, infos, {
    dryRun, operation: 'subjects updated', failure: 'failed to patch subjects to rolebinding: ',
    change({ kind, object }) {
      if (!['RoleBinding', 'ClusterRoleBinding'].includes(kind.kind)) throw new KubectlError('setting subjects is only supported for RoleBinding/ClusterRoleBinding');
      const present = listOf(object.subjects);
      return { ...object, subjects: [...present, ...subjects.filter((one) => !present.some((known) => equalValues(known, one)))] as never };
    },
  });
};

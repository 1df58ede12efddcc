import { groupQualified } from '../../api/status';
import { textOf } from '../../api/schema/values';
import { quote } from '../../base/go/quote';
import type { DeleteOptions } from '../../cluster/apiserver/types';
import { isNamespaced, metadataOf } from '../resources/info';
import type { Info } from '../resources/info';
import { withSource } from '../resources/body';
import { collect, fileFlags, select } from '../resources/select';
import type { Selection } from '../resources/select';
import { ask, warn } from '../runtime/client';
import { dryRunOf, tried } from '../runtime/dry-run';
import type { DryRun } from '../runtime/dry-run';
import { isNotFound, KubectlError, ServerError, throwAll } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';
import { deleteRaw } from './raw';
import { until } from './wait/wait';

const WEEK = 7 * 24 * 3600 * 1_000_000;
const FORCED = 'Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.';

const POLICIES: Readonly<Record<string, DeleteOptions['propagationPolicy']>> = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' };
/** strconv.ParseBool. */
const BOOLEANS: Readonly<Record<string, boolean>> = { 1: true, t: true, T: true, true: true, TRUE: true, True: true, 0: false, f: false, F: false, false: false, FALSE: false, False: false };

/** parseCascadingFlag (pkg/cmd/delete/delete_flags.go). */
export function cascadeOf({ flags, machine }: Session): NonNullable<DeleteOptions['propagationPolicy']> {
  const text = flags.text('cascade');
  const said = BOOLEANS[text];
  if (said !== undefined) {
    const word = said ? 'background' : 'orphan';
    machine.err(`warning: --cascade=${text} is deprecated (boolean value) and can be replaced with --cascade=${word}.\n`);
    return said ? 'Background' : 'Orphan';
  }
  const policy = POLICIES[text];
  if (policy === undefined) throw new KubectlError(`invalid cascade value (${text}). Must be "background", "foreground", or "orphan"`);
  return policy;
}

/** How long Pods get (DeleteOptions.Complete); undefined: as long as they say. */
export function graceOf({ flags, machine }: Session): number | undefined {
  const force = flags.has('force') && flags.bool('force');
  let grace = flags.int('grace-period');
  if (flags.has('now') && flags.bool('now')) {
    if (grace !== -1) throw new KubectlError('--now and --grace-period cannot be specified together');
    grace = 1;
  }
  if (grace === 0 && !force) grace = 1;
  if (force && grace < 0) grace = 0;
  if (grace === 0 && force) warn(machine, FORCED);
  if (grace > 0 && force) throw new KubectlError('--force and --grace-period greater than 0 cannot be specified together');
  return grace < 0 ? undefined : grace;
}

export interface Deleting {
  readonly grace: number | undefined;
  readonly propagationPolicy: NonNullable<DeleteOptions['propagationPolicy']>;
  readonly dryRun: DryRun;
  readonly output: string;
  /** Nothing is said. */
  readonly quiet?: boolean;
}

function say({ machine }: Session, { kind, namespace, name }: Info, { grace, dryRun, output }: Deleting): void {
  const word = groupQualified(kind.resource?.group ?? '', kind.kind.toLowerCase());
  const operation = `${grace === 0 ? 'force deleted' : 'deleted'}${isNamespaced(kind) ? ` from ${namespace} namespace` : ''}`;
  machine.out(output === 'name' ? `${word}/${name}\n` : `${word} ${quote(name)} ${tried(operation, dryRun)}\n`);
}

/** Deletes one object, and says so; gives the object with its UID. */
export function* deleteInfo(session: Session, info: Info, options: Deleting): Steps<Info> {
  const { kind, namespace, name } = info;
  const { group = '', version = '', plural = '' } = kind.resource ?? {};
  const { grace, propagationPolicy, dryRun } = options;
  const deleteOptions: DeleteOptions = { propagationPolicy, ...(grace === undefined ? {} : { gracePeriodSeconds: grace }) };
  try {
    const answer = yield* ask(session, { verb: 'delete', group, version, resource: plural, ...(isNamespaced(kind) ? { namespace } : {}), name, deleteOptions, dryRun: dryRun === 'server' });
    if (options.quiet !== true) say(session, info, options);
    return 'object' in answer ? { ...info, object: { metadata: { uid: textOf(answer.object.metadata.uid) } } } : info;
  } catch (error) {
    throw withSource('deleting', info.written?.source ?? '', error);
  }
}

/** Waits until the deleted objects are gone. `late`: what is said when they are not in time, where that is not what `wait` says. */
export function* waitGone(session: Session, infos: readonly Info[], timeout: number, late?: string): Steps<void> {
  const deadline = session.machine.now() + (timeout === 0 ? WEEK : timeout);
  for (const info of infos) {
    try {
      yield* until(session, info, { type: 'delete' } as never, deadline);
    } catch (error) {
      if (error instanceof ServerError && (error.failure.reason === 'Forbidden' || error.failure.reason === 'MethodNotAllowed')) return;
      throw late !== undefined && session.machine.now() >= deadline && !(error instanceof ServerError) ? new KubectlError(late) : error;
    }
  }
}

function check({ flags }: Session): void {
  const output = flags.text('output');
  if (output !== '' && output !== 'name') throw new KubectlError(`unexpected -o output mode: ${output}. We only support '-o name'`);
  if (flags.bool('all') && flags.text('selector') !== '') throw new KubectlError('cannot set --all and --selector at the same time');
  if (flags.bool('all') && flags.text('field-selector') !== '') throw new KubectlError('cannot set --all and --field-selector at the same time');
}

const locationOf = ({ kind, namespace, name }: Info): string => `${kind.resource?.group ?? ''} ${kind.resource?.plural ?? ''} ${namespace} ${name}`;

/** confirmation: what is going to be deleted, and whether it shall be. */
function* confirmed({ machine }: Session, infos: readonly Info[]): Steps<boolean> {
  machine.out(`You are about to delete the following ${infos.length} resource(s):\n`);
  for (const { kind, name } of infos) machine.out(`${groupQualified(kind.resource?.group ?? '', kind.kind.toLowerCase())}/${name}\n`);
  machine.out('Do you want to continue? (y/N): ');
  const answer = yield { do: 'answer' };
  const said = answer !== undefined && 'said' in answer ? (answer.said ?? '') : '';
  return said.trim().toLowerCase() === 'y';
}

/** `--interactive`: the objects that somebody has agreed to; nothing where nobody has. */
function* agreed(session: Session, selection: Selection, ignoreNotFound: boolean): Steps<ReadonlySet<string> | undefined> {
  const previewed: Info[] = [];
  const errors = yield* collect(select(session, selection), function* each(info) {
    yield* [];
    previewed.push(info);
  });
  throwAll(errors.filter((error) => !(ignoreNotFound && isNotFound(error))));
  if (previewed.length === 0) session.machine.out('No resources found\n');
  else if (yield* confirmed(session, previewed)) return new Set(previewed.map(locationOf));
  else session.machine.out('deletion is cancelled\n');
  return undefined;
}

/** Everything a selection means, deleted; what is not there is passed over where that is asked for. `among`: nothing else. */
export function* deleteSelected(session: Session, selection: Selection, options: Deleting, ignoreNotFound: boolean, among?: ReadonlySet<string>): Steps<readonly Info[]> {
  const { explicit } = session.namespace();
  let warnScope = explicit && selection.allNamespaces !== true;
  const deleted: Info[] = [];
  const errors = yield* collect(select(session, selection), function* each(info) {
    if (among?.has(locationOf(info)) === false) return;
    if (warnScope && !isNamespaced(info.kind)) {
      warn(session.machine, 'deleting cluster-scoped resources, not scoped to the provided namespace');
      warnScope = false;
    }
    if (options.dryRun === 'client') {
      say(session, info, options);
      deleted.push(info);
    } else {
      deleted.push({ ...info, object: { metadata: metadataOf(info.object) } });
      deleted[deleted.length - 1] = yield* deleteInfo(session, info, options);
    }
  });
  throwAll(errors.filter((error) => !(ignoreNotFound && isNotFound(error))));
  return deleted;
}

/** `kubectl delete` (pkg/cmd/delete/delete.go). */
export const del: Verb = function* del(session) {
  const { flags, machine, args } = session;
  if (flags.text('raw') !== '' && flags.bool('interactive')) throw new KubectlError('--interactive can not be used with --raw');
  if (flags.text('raw') !== '') return yield* deleteRaw(session, flags.text('raw'));
  const propagationPolicy = cascadeOf(session);
  const dryRun = dryRunOf(session);
  const selection: Selection = {
    args, ...fileFlags(session), labelSelector: flags.text('selector'), fieldSelector: flags.text('field-selector'), all: flags.bool('all'),
    allNamespaces: flags.bool('all-namespaces'), continueOnError: true, unseen: true,
  };
  select(session, selection);
  check(session);
  const options: Deleting = { grace: graceOf(session), propagationPolicy, dryRun, output: flags.text('output') };
  const bulk = flags.bool('all') || flags.text('selector') !== '' || flags.text('field-selector') !== '';
  const ignored = flags.changed('ignore-not-found') ? flags.bool('ignore-not-found') : bulk;
  const among = flags.bool('interactive') ? yield* agreed(session, selection, ignored) : undefined;
  if (flags.bool('interactive') && among === undefined) return;
  const deleted = yield* deleteSelected(session, selection, options, ignored, among);
  if (deleted.length === 0) machine.out('No resources found\n');
  else if (flags.bool('wait') && dryRun === 'none') yield* waitGone(session, deleted, Number(flags.nanoseconds('timeout') / 1000n));
};

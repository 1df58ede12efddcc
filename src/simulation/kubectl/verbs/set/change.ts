import { createTwoWayPatch } from '../../../api/patch/strategic-diff';
import type { JsonObject } from '../../../api/schema/walk';
import { printerFor } from '../../output/formats';
import { objectName } from '../../resources/info';
import type { Info } from '../../resources/info';
import { fileFlags, infosOf, select } from '../../resources/select';
import { recorded } from '../../runtime/change-cause';
import { send } from '../../runtime/client';
import { tried } from '../../runtime/dry-run';
import type { DryRun } from '../../runtime/dry-run';
import { KubectlError, ServerError, throwAll } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import { typedOnly } from '../rollout/common';

/** The patch that makes one object of another; undefined where nothing changes. */
export function patchOf({ kind, object }: Info, after: JsonObject): JsonObject | undefined {
  const patch = createTwoWayPatch(kind.schema, kind.type, object, after);
  return Object.keys(patch).length === 0 ? undefined : patch;
}

export const failed = (error: unknown): error is Error => error instanceof KubectlError || error instanceof ServerError;

/** The objects that a `set` command is about. */
export function* objectsOf(session: Session, args: readonly string[]): Steps<readonly Info[]> {
  const { flags } = session;
  const isLocal = flags.bool('local');
  const selected = select(session, { args: isLocal ? [] : args, ...fileFlags(session), labelSelector: flags.has('selector') ? flags.text('selector') : '', all: flags.bool('all'), continueOnError: true, latest: !isLocal });
  const { infos, errors } = yield* infosOf(selected);
  throwAll(errors);
  for (const { kind } of infos) typedOnly(kind);
  return infos;
}

export interface Setting {
  readonly dryRun: DryRun;
  /** What is said of an object that is changed. */
  readonly operation: string;
  /** What stands before the server's words. */
  readonly failure: string;
  /** Objects that do not change are said as well. */
  readonly unchanged?: boolean;
  /** The object as it is to be; undefined: it is left alone. */
  change(info: Info, errors: Error[]): JsonObject | undefined;
}

/** Changes each object by a patch; one error does not keep the others from being changed. */
export function* changeAll(session: Session, infos: readonly Info[], { dryRun, operation, failure, change, unchanged = false }: Setting): Steps<void> {
  const { flags, machine } = session;
  const errors: Error[] = [];
  const print = printerFor(session, { operation: tried(operation, dryRun), typed: true });
  for (const info of infos) {
    let after: JsonObject | undefined;
    try {
      after = change(info, errors);
    } catch (error) {
      if (!failed(error)) throw error;
      errors.push(new KubectlError(`error: ${objectName(info)} ${error.message}\n`));
      continue;
    }
    if (after === undefined) continue;
    after = recorded(session, after);
    const patch = patchOf(info, after);
    if (patch === undefined && !unchanged) continue;
    if (flags.bool('local') || dryRun === 'client') {
      machine.out(print(after));
      continue;
    }
    try {
      machine.out(print(yield* send(session, info.kind, { verb: 'patch', namespace: info.namespace, name: info.name, patch: (patch ?? {}) as never, patchType: 'strategic', fieldValidation: 'Warn', fieldManager: flags.text('field-manager'), dryRun: dryRun === 'server' })));
    } catch (error) {
      if (!failed(error)) throw error;
      errors.push(new KubectlError(`${failure}${error.message}`));
    }
  }
  throwAll(errors);
}

/** The checks that all `set` commands begin with. */
export function checkSet({ flags }: Session, dryRun: DryRun): void {
  if (flags.bool('all') && flags.has('selector') && flags.text('selector') !== '') throw new KubectlError('cannot set --all and --selector at the same time');
  if (flags.bool('local') && dryRun === 'server') throw new KubectlError('cannot specify --local and --dry-run=server - did you mean --dry-run=client?');
}


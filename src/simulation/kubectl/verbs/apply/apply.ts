import { textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { printerFor } from '../../output/formats';
import { validationOf } from '../../resources/body';
import { metadataOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { fileFlags, infosOf, select } from '../../resources/select';
import { dryRunOf, tried } from '../../runtime/dry-run';
import { KubectlError, throwAll, usageError } from '../../runtime/errors';
import { recorded } from '../../runtime/change-cause';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { cascadeOf } from '../delete';
import { applyClient } from './client';
import { prune } from './prune';
import { applyServer } from './server';
import type { Applying } from './types';

function check({ flags }: Session, { dryRun }: Applying): void {
  const [serverSide, force, all, selector] = [flags.bool('server-side'), flags.bool('force'), flags.bool('all'), flags.text('selector')];
  if (flags.bool('force-conflicts') && !serverSide) throw new KubectlError('--force-conflicts only works with --server-side');
  if (dryRun === 'client' && serverSide) throw new KubectlError("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
  if (serverSide && force) throw new KubectlError('--force cannot be used with --server-side');
  if (dryRun === 'server' && force) throw new KubectlError('--dry-run=server cannot be used with --force');
  if (all && selector !== '') throw new KubectlError('cannot set --all and --selector at the same time');
  if (flags.bool('prune')) {
    if (force) throw new KubectlError('--force cannot be used with --prune');
    if (!all && selector === '') throw new KubectlError('all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector');
    if (serverSide) throw new KubectlError("--prune is in alpha and doesn't currently work on objects created by server-side apply");
  }
  if (flags.text('subresource') !== '' && !serverSide) throw new KubectlError('--subresource can only be specified for --server-side');
}

function options(session: Session): Applying {
  const { flags } = session;
  const serverSide = flags.bool('server-side');
  const manager = serverSide && !flags.changed('field-manager') ? 'kubectl' : flags.text('field-manager');
  return {
    dryRun: dryRunOf(session), validation: validationOf(session), manager, force: flags.bool('force'), grace: flags.int('grace-period') < 0 ? undefined : flags.int('grace-period'), cascade: cascadeOf(session),
    subresource: flags.text('subresource'), forceConflicts: flags.bool('force-conflicts'),
  };
}

function warnIfDeleting({ machine }: Session, info: Info, object: JsonObject): void {
  if (textOf(metadataOf(object).deletionTimestamp) !== '') machine.err(`Warning: Detected changes to resource ${info.name} which is currently being deleted.\n`);
}

/** Applies each object; an error does not keep the others from being applied. */
function* applyAll(session: Session, infos: readonly Info[], applying: Applying, errors: Error[]): Steps<readonly Info[]> {
  const { flags, machine } = session;
  const applied: Info[] = [];
  const says = flags.text('output') === '' || flags.text('output') === 'name';
  for (const asked of infos) {
    const info = { ...asked, object: recorded(session, asked.object) };
    try {
      const generated = textOf(metadataOf(info.object).generateName);
      if (info.name === '' && generated !== '') throw new KubectlError(`from ${generated}: cannot use generate name with apply`);
      const { object, operation } = yield* flags.bool('server-side') ? applyServer(session, info, applying) : applyClient(session, info, applying);
      if (operation !== 'created') warnIfDeleting(session, info, object);
      applied.push({ ...info, object });
      if (says) machine.out(printerFor(session, { operation: tried(operation, applying.dryRun) })(object));
    } catch (error) {
      if (!(error instanceof Error) || error instanceof RangeError || error instanceof TypeError) throw error;
      errors.push(error);
      applied.push(info);
    }
  }
  return applied;
}

/** `kubectl apply` (pkg/cmd/apply). */
export const apply: Verb = function* apply(session) {
  const { flags, machine, args, command } = session;
  if (args.length > 0) throw usageError(command, `Unexpected args: [${args.join(' ')}]`);
  const files = fileFlags(session);
  const applying = options(session);
  if ((files.filenames ?? []).length === 0 && (files.kustomize ?? '') === '') throw new KubectlError('must specify one of -f and -k');
  check(session, applying);
  const { infos, errors: found } = yield* infosOf(select(session, { args: [], ...files, labelSelector: flags.text('selector'), continueOnError: true, validate: applying.validation !== 'Ignore' }));
  const errors: Error[] = found.length === 0 ? [] : [...found];
  if (infos.length === 0 && errors.length === 0) throw new KubectlError('no objects passed to apply');
  const applied = yield* applyAll(session, infos, applying, errors);
  throwAll(errors);
  const says = flags.text('output') === '' || flags.text('output') === 'name';
  if (!says) {
    const print = printerFor(session);
    machine.out(print(applied.length === 1 ? applied[0]!.object : { kind: 'List', apiVersion: 'v1', metadata: {}, items: applied.map(({ object }) => object) }));
  }
  if (flags.bool('prune')) yield* prune(session, applied, applying);
};

import type { JsonObject } from '../../api/schema/walk';
import { printerFor } from '../output/formats';
import { bodyOf, validationOf, withSource } from '../resources/body';
import { metadataOf } from '../resources/info';
import type { Info } from '../resources/info';
import { fileFlags, select, visit } from '../resources/select';
import { send } from '../runtime/client';
import { dryRunOf, tried } from '../runtime/dry-run';
import type { DryRun } from '../runtime/dry-run';
import { KubectlError, usageError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';
import { applyAnnotations } from './create/create';
import { writeRaw } from './raw';
import { cascadeOf, deleteSelected, waitGone } from './delete';

const FIVE_MINUTES = 300_000_000;

function* write(session: Session, info: Info, verb: 'create' | 'update', dryRun: DryRun): Steps<JsonObject> {
  const { flags } = session;
  const annotations = flags.bool('save-config') ? { annotations: applyAnnotations(info) } : {};
  if (dryRun === 'client') return { ...info.object, metadata: { ...metadataOf(info.object), ...annotations } };
  const subresource = flags.has('subresource') ? flags.text('subresource') : '';
  const body = bodyOf(session, info, validationOf(session), () => annotations);
  const asked = { verb, namespace: info.namespace, ...(verb === 'update' ? { name: info.name } : {}), body, fieldManager: flags.text('field-manager'), dryRun: dryRun === 'server' };
  return yield* send(session, info.kind, subresource === '' ? asked : { ...asked, subresource });
}

/** `kubectl replace` (pkg/cmd/replace/replace.go). */
export const replace: Verb = function* replace(session) {
  const { flags, machine, command, args } = session;
  if (flags.text('raw') !== '') return yield* writeRaw(session, flags.text('raw'), 'update');
  const dryRun = dryRunOf(session);
  const print = printerFor(session, { operation: tried('replaced', dryRun) });
  const files = fileFlags(session);
  const validate = validationOf(session) !== 'Ignore';
  if ((files.filenames ?? []).length === 0 && (files.kustomize ?? '') === '') throw args.length > 0 ? usageError(command, `Unexpected args: [${args.join(' ')}]`) : new KubectlError('must specify one of -f and -k');
  const grace = flags.int('grace-period');
  if (grace >= 0 && !flags.bool('force')) throw new KubectlError('--grace-period must have --force specified');
  const selection = { args, ...files, continueOnError: true, validate };
  if (flags.bool('force')) {
    const gone = yield* deleteSelected(session, { args, ...files, continueOnError: true }, { grace: grace < 0 ? undefined : Math.max(grace, 1), propagationPolicy: cascadeOf(session), dryRun, output: flags.text('output') === 'name' ? 'name' : '' }, true);
    const timeout = Number(flags.nanoseconds('timeout') / 1000n);
    yield* waitGone(session, gone, timeout === 0 ? FIVE_MINUTES : timeout, 'context deadline exceeded');
    let count = 0;
    yield* visit(select(session, selection), function* each(info) {
      machine.out(print(yield* write(session, info, 'create', dryRun)));
      count += 1;
    });
    if (count === 0) throw new KubectlError('no objects passed to replace');
    return;
  }
  yield* visit(select(session, selection), function* each(info) {
    try {
      machine.out(print(yield* write(session, info, 'update', dryRun)));
    } catch (error) {
      throw withSource('replacing', info.written?.source ?? '', error);
    }
  });
};

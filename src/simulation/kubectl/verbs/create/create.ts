import { annotated } from '../../../api/apply/client-side';
import { LAST_APPLIED } from '../../../api/apply/last-applied';
import { objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { printerFor } from '../../output/formats';
import { bodyOf, validationOf, withSource } from '../../resources/body';
import { metadataOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { fileFlags, select, visit } from '../../resources/select';
import { send } from '../../runtime/client';
import { recordedAnnotations, records } from '../../runtime/change-cause';
import { writeRaw } from '../raw';
import { dryRunOf, tried } from '../../runtime/dry-run';
import { KubectlError, usageError } from '../../runtime/errors';
import type { Verb } from '../../runtime/session';

/** The annotations of an object that is created as apply would. */
export function applyAnnotations({ object }: Info): JsonObject {
  return { ...objectOf(metadataOf(object).annotations), [LAST_APPLIED]: objectOf(metadataOf(annotated(object)).annotations)[LAST_APPLIED]! };
}

/** `kubectl create -f` (pkg/cmd/create/create.go). */
export const createFiles: Verb = function* createFiles(session) {
  const { flags, machine, command, args } = session;
  const files = fileFlags(session);
  if (flags.text('raw') !== '') {
    yield* writeRaw(session, flags.text('raw'), 'create');
    return;
  }
  if ((files.filenames ?? []).length === 0 && (files.kustomize ?? '') === '') {
    throw args.length > 0 ? usageError(command, `Unexpected args: [${args.join(' ')}]`) : new KubectlError('must specify one of -f and -k');
  }
  if (args.length > 0) throw usageError(command, `Unexpected args: [${args.join(' ')}]`);
  const dryRun = dryRunOf(session);
  const print = printerFor(session, { operation: tried('created', dryRun) });
  const validation = validationOf(session);
  const saves = flags.bool('save-config');
  let count = 0;
  yield* visit(select(session, { args, ...files, labelSelector: flags.text('selector'), continueOnError: true, validate: validation !== 'Ignore' }), function* each(info) {
    const annotations = saves || records(session) ? { annotations: recordedAnnotations(session, saves ? applyAnnotations(info) : objectOf(metadataOf(info.object).annotations)) } : {};
    const tryOut = { ...info.object, metadata: { ...metadataOf(info.object), ...annotations } };
    let stored: JsonObject = tryOut;
    if (dryRun !== 'client') {
      try {
        const body = bodyOf(session, info, validation, () => annotations);
        stored = yield* send(session, info.kind, { verb: 'create', namespace: info.namespace, body, fieldManager: flags.text('field-manager'), dryRun: dryRun === 'server' });
      } catch (error) {
        throw withSource('creating', info.written?.source ?? '', error);
      }
    }
    count += 1;
    machine.out(print(stored));
  });
  if (count === 0) throw new KubectlError('no objects passed to create');
};

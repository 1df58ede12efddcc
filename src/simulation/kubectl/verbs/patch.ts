import { equalValues } from '../../api/equal';
import { patchJson } from '../../api/request/patch-json';
import type { PatchType } from '../../api/request/patch-json';
import type { Kind } from '../../api/kind';
import type { JsonObject } from '../../api/schema/walk';
import { quote } from '../../base/go/quote';
import { printerFor } from '../output/formats';
import { fileFlags, select, visit } from '../resources/select';
import { causePatch, records } from '../runtime/change-cause';
import { send } from '../runtime/client';
import { dryRunOf } from '../runtime/dry-run';
import { KubectlError, ServerError } from '../runtime/errors';
import { absolute } from '../runtime/machine';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';
import { readInline } from './create/overrides';

const TYPES: Readonly<Record<string, PatchType>> = { json: 'json', merge: 'merge', strategic: 'strategic' };

function read(session: Session): { readonly type: PatchType; readonly patch: unknown } {
  const { flags, machine } = session;
  const [inline, file] = [flags.text('patch'), flags.text('patch-file')];
  if (inline !== '' && file !== '') throw new KubectlError('cannot specify --patch and --patch-file together');
  if (inline === '' && file === '') throw new KubectlError('must specify --patch or --patch-file containing the contents of the patch');
  if (flags.bool('local') && session.args.length > 0) throw new KubectlError('cannot specify --local and server resources');
  const type = TYPES[flags.text('type').toLowerCase()];
  if (type === undefined) throw new KubectlError(`--type must be one of [json merge strategic], not ${quote(flags.text('type'))}`);
  const text = file === '' ? inline : machine.files.read(absolute(machine, file));
  if (text === undefined) throw new KubectlError(`unable to read patch file: open ${file}: no such file or directory`);
  try {
    return { type, patch: readInline(text) };
  } catch (error) {
    // What begins as JSON is sent as it is, and the server cannot read it.
    if (text.trimStart().startsWith('{')) return { type, patch: undefined };
    throw new KubectlError(`unable to parse ${quote(inline)}: ${error instanceof Error ? error.message : ''}`);
  }
}

const patchOperation = (after: JsonObject, before: JsonObject): string => (equalValues(after, before) ? 'patched (no change)' : 'patched');

/** A second patch; where it is refused, what stands there stays. */
function* recordCause(session: Session, kind: Kind, asked: Parameters<typeof send>[2], stored: JsonObject): Steps<JsonObject> {
  try {
    return yield* send(session, kind, asked);
  } catch (error) {
    if (error instanceof ServerError) return stored;
    throw error;
  }
}

/** `kubectl patch` (pkg/cmd/patch/patch.go). */
export const patch: Verb = function* patch(session) {
  const { flags, machine } = session;
  const dryRun = dryRunOf(session);
  const { type, patch: sent } = read(session);
  const subresource = flags.text('subresource');
  const selected = select(session, { args: session.args, ...fileFlags(session), subresource, continueOnError: true });
  let count = 0;
  yield* visit(selected, function* each({ kind, namespace, name, object }) {
    count += 1;
    if (sent === undefined) throw new ServerError({ code: 400, reason: 'BadRequest', message: type === 'strategic' ? 'unexpected end of JSON input' : 'error decoding patch: invalid JSON' });
    // RunPatch names the operation anew each time, so that nothing is left of what a dry run would add to it.
    const print = (after: JsonObject, operation = patchOperation(after, object)): void => machine.out(printerFor(session, { operation })(after));
    if (flags.bool('local') || dryRun === 'client') {
      if (kind.custom && type === 'strategic') throw new KubectlError(`strategic merge patch is not supported for ${kind.apiVersion}, Kind=${kind.kind} locally, try --type merge`);
      const patched = patchJson(kind, object, type, sent);
      if ('status' in patched) throw new KubectlError(patched.status.message);
      print(patched.json);
      return;
    }
    try {
      const asked = { verb: 'patch', namespace, name, patch: sent as never, patchType: type, fieldManager: flags.text('field-manager'), dryRun: dryRun === 'server' } as const;
      const where = subresource === '' ? {} : { subresource };
      let stored = yield* send(session, kind, { ...asked, ...(subresource === '' ? { fieldValidation: 'Warn' } : where) });
      const operation = patchOperation(stored, object);
      if (records(session)) stored = yield* recordCause(session, kind, { ...asked, ...where, patch: causePatch(session) as never, patchType: 'merge' }, stored);
      print(stored, operation);
    } catch (error) {
      if (error instanceof ServerError && error.failure.reason === 'UnsupportedMediaType') {
        throw new KubectlError(`application/${type === 'json' ? 'json-patch' : type === 'merge' ? 'merge-patch' : 'strategic-merge-patch'}+json is not supported by ${kind.apiVersion}, Kind=${kind.kind}: ${error.message}`);
      }
      throw error;
    }
  });
  if (count === 0) throw new KubectlError('no objects passed to patch');
};

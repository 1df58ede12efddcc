import { createTwoWayPatch } from '../../api/patch/strategic-diff';
import { threeWayMergePatch } from '../../api/patch/merge-patch';
import type { JsonObject as MergeObject } from '../../api/patch/merge-patch';
import { equalValues } from '../../api/equal';
import { textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { sortedJson } from '../../api/schema/sorted-json';
import { goJson } from '../../base/go/json';
import { printerFor } from '../output/formats';
import { validationOf } from '../resources/body';
import { metadataOf } from '../resources/info';
import type { Info } from '../resources/info';
import { fileFlags, infosOf, select } from '../resources/select';
import { recorded } from '../runtime/change-cause';
import { send } from '../runtime/client';
import { KubectlError, ServerError, throwAll } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';
import { editObjects, shown, withoutManagers } from './editing';
import type { Edited, Pass } from './editing';

const HEADER = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

function patchOf({ kind }: Info, before: JsonObject, after: JsonObject): { readonly patch: JsonObject; readonly patchType: 'merge' | 'strategic' } {
  const changed = after.apiVersion !== before.apiVersion || after.kind !== before.kind || metadataOf(after).name !== metadataOf(before).name;
  if (changed) throw new KubectlError('At least one of apiVersion, kind and name was changed');
  if (kind.custom) return { patch: threeWayMergePatch(before as MergeObject, after as MergeObject, before as MergeObject) as JsonObject, patchType: 'merge' };
  return { patch: createTwoWayPatch(kind.schema, kind.type, before, after), patchType: 'strategic' };
}

function* sendChange(session: Session, info: Info, after: JsonObject, failed: string[]): Steps<string[]> {
  const { machine, flags } = session;
  const before = withoutManagers(info.object);
  if (equalValues(before, after)) {
    machine.out(printerFor(session, { operation: 'skipped' })(after));
    return [];
  }
  const { patch, patchType } = patchOf(info, before, recorded(session, after));
  if (flags.bool('output-patch')) machine.out(`Patch: ${goJson(sortedJson(patch))}\n`);
  const subresource = flags.text('subresource');
  try {
    const stored = yield* send(session, info.kind, { verb: 'patch', ...(subresource === '' ? {} : { subresource }), namespace: info.namespace, name: info.name, patch: patch as never, patchType, fieldValidation: validationOf(session), fieldManager: flags.text('field-manager') });
    machine.out(printerFor(session, { operation: 'edited' })(stored));
    return [];
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.failure.reason === 'Invalid') {
      machine.err(`error: ${shown(info)} is invalid\n`);
      return [`# ${shown(info)} was not valid:`, ...(error.failure.details?.causes ?? []).map(({ field, message }) => `# * ${field}: ${message.replaceAll('\n', '\n# ')}`), '#'];
    }
    machine.err(error.failure.reason === 'NotFound' ? `error: ${shown(info)} could not be found on the server\n` : `error: ${shown(info)} could not be patched: ${error.message}\n`);
    failed.push(error.failure.reason);
    return [];
  }
}

function* sendAll(session: Session, infos: readonly Info[], edited: readonly Edited[]): Steps<Pass> {
  const reasons: string[] = [];
  const failed: string[] = [];
  for (const { object } of edited) {
    const info = infos.find((one) => metadataOf(one.object).uid === metadataOf(object).uid);
    if (info === undefined) throw new KubectlError(`no original object found for ${textOf(metadataOf(object).name)}`);
    reasons.push(...(yield* sendChange(session, info, object, failed)));
  }
  return { reasons, failed };
}

/** `kubectl edit` (pkg/cmd/util/editor/editoptions.go). */
export const edit: Verb = function* edit(session) {
  const { flags, args } = session;
  const { infos, errors } = yield* infosOf(select(session, { args, ...fileFlags(session), subresource: flags.text('subresource'), continueOnError: true, latest: true }));
  throwAll(errors);
  if (infos.length === 0) throw new KubectlError('edit cancelled, no objects found');
  yield* editObjects(session, { header: HEADER, infos, send: (edited) => sendAll(session, infos, edited) });
};

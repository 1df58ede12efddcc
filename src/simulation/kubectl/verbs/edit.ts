import { createTwoWayPatch } from '../../api/patch/strategic-diff';
import { threeWayMergePatch } from '../../api/patch/merge-patch';
import type { JsonObject as MergeObject } from '../../api/patch/merge-patch';
import { equalValues } from '../../api/equal';
import { toJson } from '../../api/manifest/json';
import { visitManifest } from '../../api/manifest/visit';
import { groupQualified } from '../../api/status';
import { objectOf, textOf, without } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { writeYaml } from '../../api/yaml/write';
import { quote } from '../../base/go/quote';
import { printJson } from '../output/json';
import { printerFor } from '../output/formats';
import { validationOf } from '../resources/body';
import { metadataOf } from '../resources/info';
import type { Info } from '../resources/info';
import { fileFlags, infosOf, select } from '../resources/select';
import { send } from '../runtime/client';
import { ExitError, KubectlError, ServerError, throwAll } from '../runtime/errors';
import type { Machine, Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';

const HEADER = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

const withoutManagers = (object: JsonObject): JsonObject => ({ ...object, metadata: without(metadataOf(object), 'managedFields') });

/** cmdutil.StripComments, as far as it matters whether something was changed. */
const stripped = (text: string): string => text.split('\n').filter((line) => !line.startsWith('#')).join('\n').trim();

const shown = ({ kind, name }: Info): string => `${groupQualified(kind.resource?.group ?? '', kind.resource?.plural ?? '')} ${quote(name)}`;

/** One pass: what the editor made of the text, sent; gives the reasons why it must be edited again. */
interface Pass {
  readonly reasons: readonly string[];
  readonly failed: readonly string[];
}

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
  const { patch, patchType } = patchOf(info, before, after);
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

function* pass(session: Session, infos: readonly Info[], text: string): Steps<Pass> {
  const { machine } = session;
  const validation = validationOf(session);
  const visits = visitManifest(text, machine.registry(), { source: 'edited-file', validate: validation !== 'Ignore' });
  const broken = visits.find((visit): visit is Extract<typeof visit, { readonly error: string }> => 'error' in visit);
  if (broken !== undefined) {
    machine.err(`error: ${shown(infos[0]!)} is invalid\n`);
    return { reasons: [`# The edited file had a syntax error: ${broken.error}`, '#'], failed: [] };
  }
  const reasons: string[] = [];
  const failed: string[] = [];
  for (const visit of visits) {
    if ('error' in visit) continue;
    const after = toJson(visit.body) as JsonObject;
    const info = infos.find(({ object }) => metadataOf(object).uid === metadataOf(after).uid);
    if (info === undefined) throw new KubectlError(`no original object found for ${textOf(metadataOf(after).name)}`);
    reasons.push(...(yield* sendChange(session, info, after, failed)));
  }
  return { reasons, failed };
}

const listOfAll = (infos: readonly Info[]): JsonObject => (infos.length === 1 ? withoutManagers(infos[0]!.object) : { apiVersion: 'v1', items: infos.map(({ object }) => withoutManagers(object)), kind: 'List', metadata: {} });

function* launch(machine: Machine, text: string, path: string): Steps<string> {
  if (machine.edit !== undefined) return machine.edit(text, path);
  const made = yield { do: 'edit', text, path };
  if (made === undefined || !('edited' in made)) throw new KubectlError('there is no editor here');
  if (made.failed !== undefined) throw new KubectlError(made.failed);
  return made.edited;
}

/** `kubectl edit` (pkg/cmd/util/editor/editoptions.go). */
export const edit: Verb = function* edit(session) {
  const { flags, machine, args } = session;
  const subresource = flags.text('subresource');
  const { infos, errors } = yield* infosOf(select(session, { args, ...fileFlags(session), subresource, continueOnError: true, latest: true }));
  throwAll(errors);
  if (infos.length === 0) throw new KubectlError('edit cancelled, no objects found');
  const isJson = flags.text('output') === 'json';
  const path = `/tmp/kubectl-edit-1.${isJson ? 'json' : 'yaml'}`;
  const body = isJson ? printJson(objectOf(listOfAll(infos))) : writeYaml(listOfAll(infos));
  const original = `${isJson ? '' : HEADER}${body}`;
  let edited = yield* launch(machine, original, path);
  for (;;) {
    if (stripped(original) === stripped(edited)) {
      machine.err('Edit cancelled, no changes made.\n');
      return;
    }
    if (stripped(edited) === '') {
      machine.err('Edit cancelled, saved file was empty.\n');
      return;
    }
    const { reasons, failed } = yield* pass(session, infos, edited);
    if (failed.some((reason) => reason !== 'NotFound')) {
      machine.files.write(path, edited);
      throw new ExitError(`You can run \`kubectl replace -f ${path}\` to try this update again.`);
    }
    if (failed.length > 0) {
      machine.files.write(path, edited);
      throw new ExitError(`The edits you made on deleted resources have been saved to ${quote(path)}`);
    }
    if (reasons.length === 0) return;
    const again = yield* launch(machine, `${HEADER}${reasons.join('\n')}\n${edited.split('\n').filter((line) => !line.startsWith('#')).join('\n')}`, path);
    if (stripped(again) === stripped(edited)) {
      machine.files.write(path, edited);
      throw new ExitError(`A copy of your changes has been stored to ${quote(path)}\nerror: Edit cancelled, no valid changes were saved.`);
    }
    edited = again;
  }
};

/** Objects in an editor, until they are sent or given up (pkg/cmd/util/editor/editoptions.go: Run). */
import { toJson } from '../../api/manifest/json';
import { visitManifest } from '../../api/manifest/visit';
import type { VisitedObject } from '../../api/manifest/visit';
import { groupQualified } from '../../api/status';
import { objectOf, without } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import type { ApiObject } from '../../api/types';
import { writeYaml } from '../../api/yaml/write';
import { quote } from '../../base/go/quote';
import { printJson } from '../output/json';
import { validationOf } from '../resources/body';
import { metadataOf } from '../resources/info';
import type { Info } from '../resources/info';
import { ExitError, KubectlError, ServerError } from '../runtime/errors';
import type { Machine, Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';

/** What becomes of what was edited. */
export interface Editing {
  /** What stands above the text. */
  readonly header: string;
  readonly infos: readonly Info[];
  /** Sends the objects; gives the reasons why they must be edited again, and of what else the server has refused. */
  send(edited: readonly Edited[]): Steps<Pass>;
}

/** An object as the editor left it. */
export interface Edited {
  readonly object: JsonObject;
  readonly visit: VisitedObject<ApiObject>;
}

/** One pass: what the editor made of the text, sent. */
export interface Pass {
  readonly reasons: readonly string[];
  readonly failed: readonly string[];
}

export const withoutManagers = (object: JsonObject): JsonObject => ({ ...object, metadata: without(metadataOf(object), 'managedFields') });

export const shown = ({ kind, name }: Info): string => `${groupQualified(kind.resource?.group ?? '', kind.resource?.plural ?? '')} ${quote(name)}`;

/** cmdutil.StripComments, as far as it matters whether something was changed. */
const stripped = (text: string): string => text.split('\n').filter((line) => !line.startsWith('#')).join('\n').trim();

const listOfAll = (infos: readonly Info[]): JsonObject => (infos.length === 1 ? withoutManagers(infos[0]!.object) : { apiVersion: 'v1', items: infos.map(({ object }) => withoutManagers(object)), kind: 'List', metadata: {} });

function* launch(machine: Machine, text: string, path: string): Steps<string> {
  if (machine.edit !== undefined) return machine.edit(text, path);
  const made = yield { do: 'edit', text, path };
  if (made === undefined || !('edited' in made)) throw new KubectlError('there is no editor here');
  if (made.failed !== undefined) throw new KubectlError(made.failed);
  return made.edited;
}

function* pass(session: Session, { infos, send }: Editing, text: string): Steps<Pass> {
  const { machine } = session;
  const visits = visitManifest(text, machine.registry(), { source: 'edited-file', validate: validationOf(session) !== 'Ignore' });
  const broken = visits.find((visit): visit is Extract<typeof visit, { readonly error: string }> => 'error' in visit);
  if (broken !== undefined) {
    machine.err(`error: ${shown(infos[0]!)} is invalid\n`);
    return { reasons: [`# The edited file had a syntax error: ${broken.error}`, '#'], failed: [] };
  }
  return yield* send(visits.flatMap((visit) => ('error' in visit ? [] : [{ object: toJson(visit.body) as JsonObject, visit }])));
}

/** preservedFile: where the changes are when they could not be sent. */
function preserve(machine: Machine, path: string, text: string): void {
  machine.files.write(path, text);
  machine.err(`A copy of your changes has been stored to ${quote(path)}\n`);
}

function* tried(session: Session, editing: Editing, text: string, path: string): Steps<Pass> {
  try {
    return yield* pass(session, editing, text);
  } catch (error) {
    if (error instanceof KubectlError || error instanceof ServerError) preserve(session.machine, path, text);
    throw error;
  }
}

/** Opens the editor, again as long as there are reasons to. */
export function* editObjects(session: Session, editing: Editing): Steps<void> {
  const { flags, machine } = session;
  const { header, infos } = editing;
  const isJson = flags.text('output') === 'json';
  const path = `/tmp/kubectl-edit-1.${isJson ? 'json' : 'yaml'}`;
  const body = isJson ? printJson(objectOf(listOfAll(infos))) : writeYaml(listOfAll(infos));
  const text = `${isJson ? '' : header}${body}`;
  const original = flags.bool('windows-line-endings') ? text.replaceAll('\n', '\r\n') : text;
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
    const { reasons, failed } = yield* tried(session, editing, edited, path);
    if (failed.some((reason) => reason !== 'NotFound')) {
      machine.files.write(path, edited);
      throw new ExitError(`You can run \`kubectl replace -f ${path}\` to try this update again.`);
    }
    if (failed.length > 0) {
      machine.files.write(path, edited);
      throw new ExitError(`The edits you made on deleted resources have been saved to ${quote(path)}`);
    }
    if (reasons.length === 0) return;
    const again = yield* launch(machine, `${header}${reasons.join('\n')}\n${edited.split('\n').filter((line) => !line.startsWith('#')).join('\n')}`, path);
    if (stripped(again) === stripped(edited)) {
      machine.files.write(path, edited);
      throw new ExitError(`A copy of your changes has been stored to ${quote(path)}\nerror: Edit cancelled, no valid changes were saved.`);
    }
    edited = again;
  }
}

import { clientSidePatch } from '../../api/apply/client-side';
import { splitApiVersion } from '../../api/schema/resources';
import { objectOf, textOf, without } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { writeYaml } from '../../api/yaml/write';
import { unifiedDiff } from '../../base/go/unified-diff';
import { formatMicroTime } from '../../base/time';
import { bodyOf, withSource } from '../resources/body';
import { fetchInfo, metadataOf, nameOf, namespaceOf } from '../resources/info';
import type { Info } from '../resources/info';
import { fileFlags, select, visit } from '../resources/select';
import { send } from '../runtime/client';
import { ExitError, isNotFound, KubectlError, report, usageError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';

const [LIVE, MERGED] = ['/tmp/LIVE-2318094127', '/tmp/MERGED-1160729841'];

/** The object as the manifest makes it, which the server works out without storing it (InfoObject.Merged). */
function* merged(session: Session, info: Info, live: JsonObject | undefined): Steps<JsonObject> {
  const { flags } = session;
  const { kind, namespace, name } = info;
  const serverSide = flags.bool('server-side');
  const fieldManager = serverSide && !flags.changed('field-manager') ? 'kubectl' : flags.text('field-manager');
  if (serverSide) return yield* send(session, kind, { verb: 'patch', namespace, name, patch: info.object as never, patchType: 'apply', fieldManager, force: flags.bool('force-conflicts'), dryRun: true });
  if (live === undefined) return yield* send(session, kind, { verb: 'create', namespace, body: bodyOf(session, info, 'Warn'), fieldManager, dryRun: true });
  const patch = clientSidePatch(kind, live, info.object, false);
  if (patch === undefined) return live;
  try {
    return yield* send(session, kind, { verb: 'patch', namespace, name, patch: patch.patch as never, patchType: patch.type, fieldValidation: 'Warn', fieldManager, dryRun: true });
  } catch (error) {
    throw withSource('patching', info.written?.source ?? '', error);
  }
}

/** Masker: what a Secret holds is not shown, but that it differs. */
function masked(live: JsonObject | undefined, next: JsonObject): readonly [live: JsonObject | undefined, next: JsonObject] {
  if (next.kind !== 'Secret' || next.apiVersion !== 'v1') return [live, next];
  const [from, to] = [objectOf(live?.data), objectOf(next.data)];
  const hide = (own: JsonObject, other: JsonObject, word: string): JsonObject => Object.fromEntries(Object.keys(own).map((key) => [key, Object.hasOwn(other, key) && other[key] !== own[key] ? `*** (${word})` : '***']));
  const put = (object: JsonObject, data: JsonObject): JsonObject => (object.data === undefined ? object : { ...object, data });
  return [live === undefined ? undefined : put(live, hide(from, to, 'before')), put(next, hide(to, from, 'after'))];
}

function fileName(object: JsonObject): string {
  const [group, version] = splitApiVersion(textOf(object.apiVersion));
  return `${group === '' ? '' : `${group}.`}${version}.${textOf(object.kind)}.${namespaceOf(object)}.${nameOf(object)}`;
}

function textOfObject({ flags }: Session, object: JsonObject | undefined): string {
  if (object === undefined) return '';
  return writeYaml(flags.bool('show-managed-fields') ? object : { ...object, metadata: without(metadataOf(object), 'managedFields') });
}

/** What diff(1) prints of one object; empty where nothing differs. */
function difference(session: Session, live: JsonObject | undefined, next: JsonObject): string {
  const [from, to] = masked(live, next);
  const [a, b] = [textOfObject(session, from), textOfObject(session, to)];
  if (a === b) return '';
  const name = fileName(next);
  const time = formatMicroTime(session.machine.now()).replace('T', ' ').replace('Z', '000 +0000');
  const lines = b.replace(/\n$/, '').split('\n');
  const body = a === '' ? `@@ -0,0 +1${lines.length === 1 ? '' : `,${lines.length}`} @@\n${lines.map((line) => `+${line}\n`).join('')}` : unifiedDiff(a.replace(/\n$/, ''), lines.join('\n'));
  return `diff -u -N ${LIVE}/${name} ${MERGED}/${name}\n--- ${LIVE}/${name}\t${time}\n+++ ${MERGED}/${name}\t${time}\n${body}`;
}

function* run(session: Session): Steps<readonly string[]> {
  const { flags, args, command } = session;
  const files = fileFlags(session);
  if (args.length > 0) throw usageError(command, `Unexpected args: [${args.join(' ')}]`);
  if ((files.filenames ?? []).length === 0 && (files.kustomize ?? '') === '') throw new KubectlError('must specify one of -f and -k');
  if (flags.bool('force-conflicts') && !flags.bool('server-side')) throw new KubectlError('--force-conflicts only works with --server-side');
  const texts: { readonly name: string; readonly text: string }[] = [];
  yield* visit(select(session, { args: [], ...files, labelSelector: flags.text('selector') }), function* each(info) {
    let live: JsonObject | undefined;
    try {
      live = yield* fetchInfo(session, info);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    const next = yield* merged(session, info, live);
    texts.push({ name: fileName(next), text: difference(session, live, next) });
  });
  return texts.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ text }) => text).filter((text) => text !== '');
}

/** `kubectl diff` (pkg/cmd/diff/diff.go): exits with 1 where something differs, with 2 where something is wrong. */
export const diff: Verb = function* diff(session) {
  let texts: readonly string[];
  try {
    texts = yield* run(session);
  } catch (error) {
    throw new ExitError(report(error).text, 2);
  }
  session.machine.out(texts.join(''));
  if (texts.length > 0) throw new ExitError('', 1);
};

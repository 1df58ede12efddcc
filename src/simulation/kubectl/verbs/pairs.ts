import { labelValueErrors } from '../../api/names';
import { threeWayMergePatch } from '../../api/patch/merge-patch';
import type { JsonObject as MergeObject } from '../../api/patch/merge-patch';
import { objectOf, textOf, without } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { quote } from '../../base/go/quote';
import { printerFor } from '../output/formats';
import { metadataOf } from '../resources/info';
import type { Info } from '../resources/info';
import { fileFlags, select, visit } from '../resources/select';
import { CHANGE_CAUSE, recorded } from '../runtime/change-cause';
import { send } from '../runtime/client';
import { dryRunOf, tried } from '../runtime/dry-run';
import type { DryRun } from '../runtime/dry-run';
import { KubectlError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';
import { splitPairs } from './split-pairs';

interface Pairs {
  readonly set: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
}

function parse(words: readonly string[], type: 'label' | 'annotation'): Pairs {
  const set = new Map<string, string>();
  const removed: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 0) {
      removed.push(word.slice(0, -1));
      continue;
    }
    const value = word.slice(at + 1);
    if (type === 'label') {
      if (value.includes('=')) throw new KubectlError(`invalid label spec: ${word}`);
      const wrong = labelValueErrors(value);
      if (wrong.length > 0) throw new KubectlError(`invalid label value: ${quote(word)}: ${wrong.join(';')}`);
    }
    set.set(word.slice(0, at), value);
  }
  const both = removed.filter((key) => set.has(key));
  if (both.length > 0) throw new KubectlError(type === 'label' ? 'can not both modify and remove a label in the same command' : `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`);
  return { set, removed };
}

interface Kindly {
  readonly type: 'label' | 'annotation';
  readonly field: 'labels' | 'annotations';
  /** What stands in the way of a change. */
  taken(values: JsonObject, pairs: Pairs): void;
}

const LABELS: Kindly = {
  type: 'label',
  field: 'labels',
  taken(values, { set }) {
    const errors = [...set].filter(([key, value]) => Object.hasOwn(values, key) && values[key] !== value).map(([key]) => `'${key}' already has a value (${textOf(values[key])}), and --overwrite is false`);
    if (errors.length > 0) throw new KubectlError(errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`);
  },
};

const ANNOTATIONS: Kindly = {
  type: 'annotation',
  field: 'annotations',
  taken(values, { set }) {
    const errors = [...set].filter(([key, value]) => key !== CHANGE_CAUSE && Object.hasOwn(values, key) && values[key] !== value).map(([key]) => `'${key}' already has a value (${textOf(values[key])})`);
    if (errors.length > 0) throw new KubectlError(`--overwrite is false but found the following declared annotation(s): ${errors.join('; ')}`);
  },
};

function changed(object: JsonObject, { field }: Kindly, { set, removed }: Pairs): JsonObject {
  const metadata = metadataOf(object);
  const values = { ...without(objectOf(metadata[field]), ...removed), ...Object.fromEntries(set) };
  return { ...object, metadata: Object.keys(values).length === 0 ? without(metadata, field) : { ...metadata, [field]: values } };
}

function outcome(type: string, added: boolean, removed: boolean): string {
  if (type === 'annotation') return 'annotated';
  if (added && removed) return 'modified';
  if (added) return 'labeled';
  return removed ? 'unlabeled' : 'not labeled';
}

function check(session: Session, resources: readonly string[], pairs: Pairs, type: string): void {
  const { flags } = session;
  if (flags.bool('all') && flags.text('selector') !== '') throw new KubectlError('cannot set --all and --selector at the same time');
  if (flags.bool('all') && flags.text('field-selector') !== '') throw new KubectlError('cannot set --all and --field-selector at the same time');
  if (resources.length === 0 && flags.list('filename').length === 0 && flags.text('kustomize') === '') throw new KubectlError('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  if (pairs.set.size === 0 && pairs.removed.length === 0 && !flags.bool('list')) throw new KubectlError(`at least one ${type} update is required`);
}

function list({ machine }: Session, { kind, name, object }: Info, field: Kindly['field'], single: boolean): void {
  const values = objectOf(metadataOf(object)[field]);
  if (!single) machine.out(`Listing ${field} for ${kind.kind}.${kind.resource?.group ?? ''}/${name}:\n`);
  for (const key of Object.keys(values).sort()) machine.out(`${single ? '' : ' '}${key}=${textOf(values[key])}\n`);
}

function* store(session: Session, info: Info, after: JsonObject, dryRun: DryRun): Steps<JsonObject> {
  const { kind, namespace, name, object } = info;
  const version = session.flags.text('resource-version');
  const patch = threeWayMergePatch(object as MergeObject, after as MergeObject, object as MergeObject) as JsonObject;
  const sent = version === '' ? patch : { ...patch, metadata: { ...objectOf(patch.metadata), resourceVersion: version } };
  return yield* send(session, kind, { verb: 'patch', namespace, name, patch: sent as never, patchType: 'merge', fieldValidation: 'Warn', fieldManager: session.flags.text('field-manager'), dryRun: dryRun === 'server' });
}

const changer = (of: Kindly): Verb =>
  function* change(session) {
    const { flags, machine } = session;
    const { type, field } = of;
    const dryRun = dryRunOf(session);
    const { resources, pairs: words } = splitPairs(session.args, type);
    const pairs = parse(words, type);
    if (flags.bool('list') && flags.text('output') !== '') throw new KubectlError('--list and --output may not be specified together');
    check(session, resources, pairs, type);
    const isLocal = flags.bool('local');
    const selected = select(session, {
      args: resources, ...fileFlags(session), labelSelector: flags.text('selector'), fieldSelector: flags.text('field-selector'), all: flags.bool('all'),
      allNamespaces: flags.bool('all-namespaces'), continueOnError: true, latest: !isLocal,
    });
    if (flags.text('resource-version') !== '' && !selected.single) throw new KubectlError('--resource-version may only be used with a single resource');
    yield* visit(selected, function* each(info) {
      const values = objectOf(metadataOf(info.object)[field]);
      const isTry = dryRun === 'client' || isLocal || flags.bool('list');
      if (!isTry && type === 'label') for (const key of pairs.removed) if (!Object.hasOwn(values, key)) machine.out(`label ${quote(key)} not found.\n`);
      if (!flags.bool('overwrite')) of.taken(values, pairs);
      const added = [...pairs.set].some(([key, value]) => values[key] !== value);
      const removed = pairs.removed.some((key) => Object.hasOwn(values, key));
      // What is recorded does not keep a label from being left as it is.
      const after = changed(isTry ? info.object : recorded(session, info.object), of, pairs);
      if (flags.bool('list')) {
        list(session, { ...info, object: after }, field, selected.single);
        return;
      }
      const print = printerFor(session, { operation: tried(outcome(type, added, removed), dryRun) });
      const stored = isTry || (type === 'label' && !added && !removed) ? after : yield* store(session, info, after, dryRun);
      machine.out(print(type === 'label' ? after : stored));
    });
  };

export const label: Verb = changer(LABELS);
export const annotate: Verb = changer(ANNOTATIONS);

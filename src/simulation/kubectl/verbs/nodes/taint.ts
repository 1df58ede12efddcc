import { labelKeyErrors, labelValueErrors } from '../../../api/names';
import { patchJson } from '../../../api/request/patch-json';
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { printerFor } from '../../output/formats';
import { mappingFor } from '../../resources/mapper';
import type { Info } from '../../resources/info';
import { select, visit } from '../../resources/select';
import { send } from '../../runtime/client';
import { dryRunOf } from '../../runtime/dry-run';
import { KubectlError, throwAll, usageError } from '../../runtime/errors';
import type { Session, Verb } from '../../runtime/session';
import { patchOf } from '../set/change';

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** parseTaint: `key=value:effect`, `key:effect`, `key`. */
function parseTaint(text: string): Taint {
  const invalid = (why = ''): never => {
    throw new KubectlError(`invalid taint spec: ${text}${why === '' ? '' : `, ${why}`}`);
  };
  const [first = '', effect = '', ...more] = text.split(':');
  if (more.length > 0) return invalid();
  let [key, value] = [first, ''];
  if (text.includes(':')) {
    if (!EFFECTS.includes(effect)) throw new KubectlError(`invalid taint effect: ${effect}, unsupported taint effect`);
    const parts = first.split('=');
    if (parts.length > 2) return invalid();
    [key, value] = [parts[0]!, parts[1] ?? ''];
    const wrong = labelValueErrors(value);
    if (wrong.length > 0) return invalid(wrong.join('; '));
  }
  const wrong = labelKeyErrors(key);
  return wrong.length > 0 ? invalid(wrong.join('; ')) : { key, value, effect };
}

function parseTaints(words: readonly string[]): { readonly added: readonly Taint[]; readonly removed: readonly Taint[] } {
  const added: Taint[] = [];
  const removed: Taint[] = [];
  for (const word of words) {
    if (word.endsWith('-')) {
      removed.push(parseTaint(word.slice(0, -1)));
      continue;
    }
    const taint = parseTaint(word);
    if (taint.effect === '') throw new KubectlError(`invalid taint spec: ${word}`);
    if (added.some(({ key, effect }) => key === taint.key && effect === taint.effect)) throw new KubectlError(`duplicated taints with the same key and effect: {${taint.key} ${taint.value} ${taint.effect} <nil>}`);
    added.push(taint);
  }
  return { added, removed };
}

function check(session: Session, type: string, added: readonly Taint[], removed: readonly Taint[], names: number): void {
  const { flags } = session;
  const kind = mappingFor(session, type.toLowerCase());
  if (kind.type !== 'core.v1.Node') throw new KubectlError(`invalid resource type ${type.toLowerCase()}, only node types are supported`);
  const both = added.flatMap((one) => removed.filter(({ key, effect }) => key === one.key && (effect === '' || effect === one.effect)).map(({ key, effect }) => `${key}=${effect}`));
  if (both.length > 0) throw new KubectlError(`can not both modify and remove the following taint(s) in the same command: ${both.join(', ')}`);
  if (flags.bool('all') && flags.text('selector') !== '') throw new KubectlError("setting 'all' parameter with a non empty selector is prohibited");
  if (!flags.bool('all') && flags.text('selector') === '' && names === 0) throw new KubectlError("at least one resource name must be specified since 'all' parameter is not set");
}

const isTaint = (word: string): boolean => word.includes('=') || word.includes(':') || word.endsWith('-');
const matches = (a: JsonObject, { key, effect }: Taint): boolean => a.key === key && (effect === '' || a.effect === effect);

/** reorganizeTaints. */
function reorganized(present: readonly JsonObject[], added: readonly Taint[], removed: readonly Taint[], overwrite: boolean): { readonly operation: string; readonly taints: readonly JsonObject[] } {
  const all: JsonObject[] = [
    ...added.map(({ key, value, effect }): JsonObject => ({ key, ...(value === '' ? {} : { value }), effect })),
    ...present.filter((old) => !added.some((taint) => matches(old, taint))),
  ];
  const isAdded = all.length !== present.length;
  const errors: Error[] = [];
  let [left, isRemoved] = [all, false];
  for (const taint of removed) {
    const next = left.filter((one) => !matches(one, taint));
    isRemoved = next.length !== left.length;
    if (!isRemoved) errors.push(new KubectlError(`taint ${quote(taint.effect === '' ? taint.key : `${taint.key}:${taint.effect}`)} not found`));
    left = next;
  }
  throwAll(errors);
  const operation = (isAdded && isRemoved) || overwrite ? 'modified' : isAdded ? 'tainted' : 'untainted';
  return { operation, taints: left };
}

function tainted({ name, object }: Info, added: readonly Taint[], removed: readonly Taint[], overwrite: boolean): { readonly operation: string; readonly after: JsonObject } {
  const spec = objectOf(object.spec);
  const present = listOf(spec.taints).map(objectOf);
  const taken = added.filter((taint) => present.some((old) => matches(old, taint))).map(({ key }) => key);
  if (!overwrite && taken.length > 0) throw new KubectlError(`node ${name} already has ${taken.join(',')} taint(s) with same effect(s) and --overwrite is false`);
  const { operation, taints } = reorganized(present, added, removed, overwrite);
  const bare = Object.fromEntries(Object.entries(spec).filter(([field]) => field !== 'taints'));
  return { operation, after: { ...object, spec: taints.length === 0 ? bare : { ...bare, taints: [...taints] } } };
}

/** `kubectl taint` (pkg/cmd/taint). */
export const taint: Verb = function* taint(session) {
  const { flags, machine, args, command } = session;
  const dryRun = dryRunOf(session);
  const first = args.findIndex(isTaint);
  const [resources, words] = first < 0 ? [args, []] : [args.slice(0, first), args.slice(first)];
  const late = words.find((word) => !isTaint(word));
  if (late !== undefined) throw new KubectlError(`all resources must be specified before taint changes: ${late}`);
  if (resources.length === 0) throw new KubectlError('one or more resources must be specified as <resource> <name>');
  if (words.length === 0) throw new KubectlError('at least one taint update is required');
  let parsed: ReturnType<typeof parseTaints>;
  try {
    parsed = parseTaints(words);
  } catch (error) {
    throw error instanceof KubectlError ? usageError(command, error.message) : error;
  }
  const { added, removed } = parsed;
  const [type = '', ...names] = resources;
  check(session, type, added, removed, names.length);
  const isBulk = flags.bool('all') || flags.text('selector') !== '';
  const selected = select(session, { args: isBulk ? ['node'] : ['node', ...names], all: flags.bool('all'), labelSelector: flags.text('selector'), continueOnError: true, latest: true });
  yield* visit(selected, function* each(info) {
    const { operation, after } = tainted(info, added, removed, flags.bool('overwrite'));
    const print = printerFor(session, { operation, typed: true });
    const patch = patchOf(info, after) ?? {};
    if (dryRun === 'client') {
      const patched = patchJson(info.kind, info.object, 'strategic', patch);
      machine.out(print('status' in patched ? after : patched.json));
      return;
    }
    machine.out(print(yield* send(session, info.kind, { verb: 'patch', namespace: '', name: info.name, patch: patch as never, patchType: 'strategic', fieldManager: textOf(flags.text('field-manager')), dryRun: dryRun === 'server' })));
  });
};

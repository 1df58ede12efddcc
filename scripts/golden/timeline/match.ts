/** Compares what the simulation showed with what a recording shows, times within their tolerances. */
import { isDeepStrictEqual } from 'node:util';
import type { ExpectedEvent, ExpectedObject, HeardEvent, Shown, State } from './types';

const SLACK = 1e-6;

/** A change on top of a state: maps are merged, null takes away, `gone` begins anew. */
function applied(before: State, change: State): State {
  const { t: _t, tol: _tol, ...fields } = change;
  if (before['gone'] === true || fields['gone'] === true) return fields;
  const next: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(fields)) {
    const old = next[name];
    if (value === null) delete next[name];
    else if (typeof value === 'object' && !Array.isArray(value) && typeof old === 'object' && old !== null && !Array.isArray(old)) next[name] = applied(old as State, value as State);
    else next[name] = value;
  }
  return next;
}

export interface ExpectedState extends Shown {
  readonly tol: number;
}

/** The states of a recording, whole. */
export function statesOf({ changes }: ExpectedObject): ExpectedState[] {
  let state: State = {};
  return changes.map((change) => {
    state = applied(state, change);
    return { t: change.t, tol: change.tol, state };
  });
}

const within = (expected: ExpectedState, t: number): boolean => Math.abs(expected.t - t) <= expected.tol + SLACK;

const text = (state: State | undefined): string => (state === undefined ? 'nothing' : JSON.stringify(state));

const difference = (a: State, b: State): string => {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isDeepStrictEqual(a[key], b[key]));
  return keys.map((key) => `${key}: expected ${JSON.stringify(a[key])}, got ${JSON.stringify(b[key])}`).join('; ');
};

/** What is wrong with a complete list: undefined where nothing is. */
function whole(expected: readonly ExpectedState[], shown: readonly Shown[]): string | undefined {
  for (let i = 0; i < Math.max(expected.length, shown.length); i += 1) {
    const [want, got] = [expected[i], shown[i]];
    if (want === undefined) return `one more at ${got!.t}: ${difference(expected[i - 1]?.state ?? {}, got!.state)}`;
    if (got === undefined) return `missing after ${expected.length > 1 ? i : 0}: at ${want.t} ${difference(shown[i - 1]?.state ?? {}, want.state)} ${text(want.state).slice(0, 200)}`;
    if (!isDeepStrictEqual(want.state, got.state)) return `state ${i + 1} (${want.t}±${want.tol}, got ${got.t}): ${difference(want.state, got.state)}`;
    if (!within(want, got.t)) return `state ${i + 1} at ${got.t}, expected ${want.t}±${want.tol}: ${difference(i === 0 ? {} : expected[i - 1]!.state, want.state)}`;
  }
  return undefined;
}

/** The same for a list that leaves some out: each of its states is shown, in this order. */
function some(expected: readonly ExpectedState[], shown: readonly Shown[]): string | undefined {
  let from = 0;
  for (const [i, want] of expected.entries()) {
    const at = shown.findIndex((one, index) => index >= from && within(want, one.t) && isDeepStrictEqual(want.state, one.state));
    if (at < 0) {
      const late = shown.find((one, index) => index >= from && isDeepStrictEqual(want.state, one.state));
      if (late !== undefined) return `state ${i + 1} at ${late.t}, expected ${want.t}±${want.tol}: ${difference(i === 0 ? {} : expected[i - 1]!.state, want.state)}`;
      const near = shown.filter((one, index) => index >= from && within(want, one.t)).map((one) => `${one.t}: ${difference(want.state, one.state)}`);
      return `state ${i + 1} (${want.t}±${want.tol}) is not shown: ${near.length === 0 ? text(want.state) : near.join(' | ')}`;
    }
    from = at + 1;
  }
  return undefined;
}

export const objectFault = (expected: ExpectedObject, shown: readonly Shown[]): string | undefined => (expected.partial === true ? some : whole)(statesOf(expected), shown);

/** What is wrong with an event: undefined where nothing is. */
export function eventFault(expected: ExpectedEvent, heard: HeardEvent | undefined): string | undefined {
  if (heard === undefined) return 'is not heard';
  const [least, most] = typeof expected.count === 'number' ? [expected.count, expected.count] : expected.count;
  // The recorded clusters had played other cases before: of a node the same may have been said already.
  if (!expected.object.startsWith('node/') && (heard.count < least || heard.count > most)) return `count ${heard.count} at ${heard.times.join(', ')}, expected ${least === most ? least : `${least} to ${most}`} at ${expected.times.map(([t, tol]) => `${t}±${tol}`).join(', ')}`;
  let from = 0;
  for (const [t, tol] of expected.times) {
    const at = heard.times.findIndex((one, index) => index >= from && Math.abs(one - t) <= tol + SLACK);
    if (at < 0) return `at ${heard.times.join(', ')}, expected ${expected.times.map(([x, y]) => `${x}±${y}`).join(', ')}`;
    from = at + 1;
  }
  return undefined;
}

import { decodeBase64 } from '../../../api/go-template/base64';
import { viewOf } from '../../../cluster/control/view';
import type { Cluster } from '../../../cluster/state';
import { seenBy } from './process';
import type { Seen } from './process';
import { WAYS } from './manifest';
import type { Way } from './manifest';

/** From a moment on, µs since 1970: what was found, and whether the API had something else by then. */
export interface Stretch {
  readonly from: number;
  /** null: no process. */
  readonly seen: Seen | null;
  readonly stale: { readonly level: boolean; readonly password: boolean };
}

/** When the values in the API changed, µs since 1970. */
export interface Value {
  readonly at: number;
  readonly seen: Seen;
}

export interface Watched {
  readonly lanes: Readonly<Record<Way, readonly Stretch[]>>;
  readonly values: readonly Value[];
}

/** As the API has them; '' where the object is gone. */
export function stored(cluster: Cluster): Seen {
  const view = viewOf(cluster.server.store.tables);
  const password = view.get('secrets', 'default', 'db')?.data?.PASSWORD;
  return { level: view.get('configmaps', 'default', 'app')?.data?.LOG_LEVEL ?? '', password: password === undefined ? '' : decodeBase64(password) };
}

/** Stretches of a lane that are kept. */
const MOST = 400;

const same = (a: Seen | null, b: Seen | null): boolean => a?.level === b?.level && a?.password === b?.password;

function extended(before: readonly Stretch[], next: Stretch): readonly Stretch[] {
  const last = before.at(-1);
  if (last !== undefined && same(last.seen, next.seen) && last.stale.level === next.stale.level && last.stale.password === next.stale.password) return before;
  return [...before, next].slice(-MOST);
}

/** One look at all processes. */
export function lookAtProcesses(cluster: Cluster, before: Watched | undefined): Watched {
  const { now } = cluster.clock;
  const has = stored(cluster);
  const values = before?.values ?? [];
  const lanes = Object.fromEntries(WAYS.map((way) => {
    const seen = seenBy(cluster, way) ?? null;
    const stale = { level: seen !== null && seen.level !== has.level, password: seen !== null && seen.password !== has.password };
    return [way, extended(before?.lanes[way] ?? [], { from: now, seen, stale })];
  })) as Record<Way, readonly Stretch[]>;
  return { lanes, values: same(values.at(-1)?.seen ?? null, has) ? values : [...values, { at: now, seen: has }].slice(-MOST) };
}

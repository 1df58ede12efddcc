import type { Place } from '@site/src/islands/place';
import type { Shared } from '../state';
import { withPacked } from '../state/address';
import { pack } from '../state/packed';
import { keysOf, remove } from '../state/store';
import type { ExamState } from './state';

/** An address of the set alone: a sitting is the reader's own. */
export async function sharedSet(id: string, { kind, seed }: Pick<ExamState, 'kind' | 'seed'>): Promise<Shared> {
  const url = new URL(window.location.href);
  url.hash = '';
  return { kind: 'link', url: withPacked(url.href, id, await pack({ v: 1, s: { kind, seed } })) };
}

/** Clusters of earlier sittings at this place are let go: each has a key of its own in storage. */
export function forgetDesks(place: Place): void {
  const prefix = `${keysOf('mock-exam', place, false).own}-`;
  try {
    for (const key of Object.keys(window.localStorage)) if (key.startsWith(prefix)) remove(key);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}
